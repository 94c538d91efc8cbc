package io.infiniproxy.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code target/infiniproxy.jar} in a process of its own, started as a user would start it. */
public final class RunningJar implements AutoCloseable {
    private static final String ADMIN_TOKEN = "admin-token-of-the-test";
    private static final Path JAR = Path.of("target", "infiniproxy.jar").toAbsolutePath();

    private final Process process;
    private final Path output;
    private final URI url;

    private RunningJar(Process process, Path output, URI url) {
        this.process = process;
        this.output = output;
        this.url = url;
    }

    /** Starts in {@code folder}, which is its working directory; {@code environment} has further settings. */
    public static RunningJar start(Path folder, Map<String, String> environment) throws IOException {
        Path output = folder.resolve("output.txt");
        Files.deleteIfExists(folder.resolve("data").resolve("server.url")); // of one that was killed
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString(), "start")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(Map.of("PROXY_PORT", "0", "DATA_DIR", "data", "ADMIN_TOKEN", ADMIN_TOKEN));
        builder.environment().putAll(environment);
        Process process = builder.start();
        Path url = folder.resolve("data").resolve("server.url");
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !process.isAlive() || Files.exists(url) && !Files.readString(url).isBlank());
            if (!process.isAlive()) {
                throw new IllegalStateException("The jar ended: " + Files.readString(output));
            }
        } catch (RuntimeException e) {
            process.destroyForcibly();
            throw e;
        }
        return new RunningJar(process, output, URI.create(Files.readString(url).strip()));
    }

    public String url() {
        return url.toString();
    }

    /** Returns what a GET of the admin answers. */
    public String adminGet(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("authorization", "Bearer " + ADMIN_TOKEN)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    /** Makes a user and a key by the admin endpoints, as the README shows. */
    public String createKey(String username) throws IOException, InterruptedException {
        var user = post("/admin/users?username=" + username);
        var key = post("/admin/api-keys?user_id=" + user.path("user_id").asLong() + "&name=test");
        return key.path("api_key").asText();
    }

    /** Changes what the admin endpoint at this path names. */
    public void adminPatch(String path, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("authorization", "Bearer " + ADMIN_TOKEN)
                .method("PATCH", BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + ": " + response.statusCode() + " " + response.body());
        }
    }

    private JsonNode post(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("authorization", "Bearer " + ADMIN_TOKEN)
                .POST(BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + ": " + response.statusCode() + " " + response.body());
        }
        return new ObjectMapper().readTree(response.body());
    }

    /** Returns what it has printed so far. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends SIGTERM and returns the exit code. */
    public int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("SIGTERM: expected an end within 90 s");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        terminate();
    }
}
