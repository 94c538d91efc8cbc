package io.infiniproxy.testing;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * A copy of a folder of {@code e2e} below {@code target}, with its packages from npm: what npm writes stays out of the project,
 * and the next run finds it there.
 */
public final class NpmFolder {
    private static final long TIMEOUT_S = 300;

    private final Path folder;

    private NpmFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Copies {@code e2e/<name>} and installs its packages; skips the test on a machine that has no npm or cannot reach its
     * registry, which in CI is a failure.
     */
    public static NpmFolder install(String name) throws IOException, InterruptedException {
        NpmFolder copy = new NpmFolder(Files.createDirectories(Path.of("target", "npm", name)));
        boolean isInstalled = Files.isDirectory(copy.folder.resolve("node_modules")) && copy.hasPackagesOf(Path.of("e2e", name));
        copy.copyFrom(Path.of("e2e", name));
        if (!isInstalled) {
            copy.install();
        }
        return copy;
    }

    private boolean hasPackagesOf(Path original) throws IOException {
        Path packages = folder.resolve("package.json");
        return Files.exists(packages) && Files.mismatch(packages, original.resolve("package.json")) < 0;
    }

    private void copyFrom(Path original) throws IOException {
        try (Stream<Path> files = Files.list(original)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void install() throws InterruptedException {
        try {
            run("", "npm", "install", "--prefer-offline", "--fetch-retries=0", "--no-fund", "--no-audit", "--no-package-lock",
                    "--loglevel=error");
        } catch (IOException e) {
            String skipped = "Tests of SDKs from npm skipped, they need node and npm: " + e.getMessage();
            LoggerFactory.getLogger(NpmFolder.class).warn(skipped);
            assertNotEquals("true", System.getenv("CI"), skipped);
            abort(skipped);
        }
    }

    /** Runs one of the scripts with {@code input}, and returns what it prints; throws where it fails. */
    public String node(String script, String input) throws IOException, InterruptedException {
        return run(input, "node", script);
    }

    private String run(String input, String... command) throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("input.txt"), input);
        Path out = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectInput(in.toFile())
                .redirectError(folder.resolve("errors.txt").toFile())
                .redirectOutput(out.toFile());
        builder.environment().put("NO_PROXY", "localhost,127.0.0.1");
        Process process = builder.start();
        if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + ": expected an end within " + TIMEOUT_S + " s");
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + Files.readString(folder.resolve("errors.txt")));
        }
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
