package io.infiniproxy.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The folder that infiniproxy is started in, or {@code INFINIPROXY_HOME}. What is there of {@code routes/}, {@code admin/},
 * {@code application.properties} and {@code prices.csv} is used instead of the jar's own copy.
 */
public record Home(Path folder) {
    private static final String BUNDLED = "bundled/";

    /** Opens the jar's own copy of a file, whatever the home folder has. */
    static Optional<InputStream> openBundled(String path) {
        return Optional.ofNullable(Home.class.getClassLoader().getResourceAsStream(BUNDLED + path));
    }

    /** Returns the folder that the environment names, or else the working directory. */
    public static Home find() {
        String named = System.getenv("INFINIPROXY_HOME");
        return new Home(Path.of(named == null || named.isBlank() ? "" : named).toAbsolutePath().normalize());
    }

    /** Returns the folder or file of this name, if it is there. */
    public Optional<Path> own(String name) {
        return Optional.of(folder.resolve(name)).filter(Files::exists);
    }

    /** Says where {@code name} comes from: a path, or the jar. */
    public String origin(String name) {
        return own(name).map(Path::toString).orElse("the jar's own copy");
    }

    /** Opens a file by its path below the home folder, {@code admin/index.html} for example; empty when there is none. */
    public Optional<InputStream> open(String path) {
        String top = path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
        if (own(top).isEmpty()) {
            return openBundled(path);
        }
        Path file = folder.resolve(path).normalize();
        boolean inside = file.startsWith(folder.resolve(top));
        try {
            return inside && Files.isRegularFile(file) ? Optional.of(Files.newInputStream(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** Returns the route files as Camel resource locations, in the order of their names. */
    public List<String> routeFiles() {
        return own("routes").map(Home::filesIn).orElseGet(Home::bundledRouteFiles);
    }

    private static List<String> filesIn(Path routes) {
        try (Stream<Path> files = Files.list(routes)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(file -> "file:" + file)
                    .toList();
        } catch (IOException e) {
            throw new InvalidSettingException("Cannot read the routes in " + routes + ": " + e.getMessage());
        }
    }

    /** Writes the jar's own routes into the home folder, which has none. */
    public void unpackRoutes() throws IOException {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        for (String file : bundledRouteFiles()) {
            String name = file.substring(file.lastIndexOf('/') + 1);
            try (InputStream bundled = openBundled("routes/" + name).orElseThrow()) {
                Files.copy(bundled, routes.resolve(name));
            }
        }
    }

    /** The class path knows no folders: the names come from the jar, or from the folder of classes in a build. */
    private static List<String> bundledRouteFiles() {
        try {
            Path place = Path.of(Home.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            String folder = BUNDLED + "routes/";
            if (Files.isDirectory(place)) {
                return filesIn(place.resolve(folder));
            }
            try (JarFile jar = new JarFile(place.toFile())) {
                return jar.stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.startsWith(folder) && name.endsWith(".yaml"))
                        .sorted()
                        .map(name -> "classpath:" + name)
                        .toList();
            }
        } catch (IOException | URISyntaxException e) {
            throw new InvalidSettingException("Cannot read the routes in the jar: " + e.getMessage());
        }
    }

    /** Returns {@code path} as it is if it is absolute, else below the home folder. */
    public Path resolve(String path) {
        return folder.resolve(path).normalize();
    }
}
