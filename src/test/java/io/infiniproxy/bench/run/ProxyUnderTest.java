package io.infiniproxy.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.infiniproxy.bench.load.Api;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * infiniproxy as it is shipped, started by its launcher in a folder that has the routes and files of the checkout, and no {@code .env} of
 * the one who measures: default settings, SQLite, usage records, a key whose limits are all on but never reached.
 */
final class ProxyUnderTest {
    private static final String ADMIN_TOKEN = "admin-token-of-the-bench";
    private static final String LIMITS = "{\"limits\":{\"concurrent_requests\":100000,\"requests_per_minute\":1000000000,"
            + "\"tokens_per_minute\":1000000000000,\"budgets\":[{\"period\":\"day\",\"tokens\":1000000000000000},"
            + "{\"period\":\"month\",\"tokens\":1000000000000000}]}}";

    private final int port;
    private final Process process;
    private final String apiKey;
    private final double startSeconds;

    private ProxyUnderTest(int port, Process process, String apiKey, double startSeconds) {
        this.port = port;
        this.process = process;
        this.apiKey = apiKey;
        this.startSeconds = startSeconds;
    }

    /** Starts the launcher at {@code launcher}; the folder's {@code data} may have a database already. */
    static ProxyUnderTest start(Path launcher, Processes processes, Path folder, int backendPort) throws Exception {
        copyHome(launcher.toRealPath().getParent(), folder);
        int port = Processes.freePort();
        Path log = folder.resolve("infiniproxy.log");
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "start")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "JAVA_HOME", "TMPDIR", "INFINIPROXY_JAVA_OPTS"));
        builder.environment().putAll(environment(folder, port, backendPort));
        long start = System.nanoTime();
        Process process = processes.start(builder);
        FirstAnswer.await(process, port, log);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new ProxyUnderTest(port, process, limitedKey(port), seconds);
    }

    /** What a home may have, as users have it in theirs; done once where the proxy starts again. */
    private static void copyHome(Path checkout, Path folder) throws IOException {
        for (String name : List.of("routes", "admin", "application.properties", "prices.csv")) {
            if (Files.notExists(folder.resolve(name))) {
                copy(checkout.resolve(name), folder.resolve(name));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static Map<String, String> environment(Path folder, int port, int backendPort) {
        Map<String, String> environment = new HashMap<>();
        environment.put("INFINIPROXY_HOME", folder.toString());
        environment.put("PROXY_PORT", String.valueOf(port));
        environment.put("DATA_DIR", folder.resolve("data").toString());
        environment.put("ADMIN_TOKEN", ADMIN_TOKEN);
        environment.put("OPENAI_BASE_URL", "http://127.0.0.1:" + backendPort + "/v1");
        environment.put("OPENAI_API_KEY", "sk-of-the-mock-backend");
        return environment;
    }

    private static String limitedKey(int port) throws Exception {
        JsonNode user = json(port, "POST", "/admin/users?username=bench-" + System.nanoTime(), "");
        JsonNode key = json(port, "POST", "/admin/api-keys?user_id=" + user.path("user_id").asLong() + "&name=bench", "");
        json(port, "PATCH", "/admin/users/" + user.path("user_id").asLong(), LIMITS);
        json(port, "PATCH", "/admin/api-keys/" + key.path("api_key_id").asLong(), LIMITS);
        return key.path("api_key").asText();
    }

    private static JsonNode json(int port, String method, String path, String body) throws Exception {
        HttpResponse<String> answer = send(port, method, path, BodyPublishers.ofString(body));
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": expected 200, got " + answer.statusCode() + " " + answer.body());
        }
        return new ObjectMapper().readTree(answer.body());
    }

    private static HttpResponse<String> send(int port, String method, String path, BodyPublisher body) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("authorization", "Bearer " + ADMIN_TOKEN)
                    .method(method, body)
                    .build();
            return http.send(request, BodyHandlers.ofString());
        }
    }

    Target translated() {
        return new Target("translated", port, Api.MESSAGES, Map.of("x-api-key", apiKey, "anthropic-version", "2023-06-01"), cost());
    }

    Target passedThrough() {
        return new Target("passed through", port, Api.CHAT, Map.of("Authorization", "Bearer " + apiKey), cost());
    }

    ProcessCost cost() {
        return new ProcessCost(process.toHandle());
    }

    Process process() {
        return process;
    }

    /** Returns how long it took from the launcher's start to the first answer. */
    double startSeconds() {
        return startSeconds;
    }
}
