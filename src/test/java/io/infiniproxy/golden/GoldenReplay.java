package io.infiniproxy.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infiniproxy.testing.Connection;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.RunningProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The golden answers behind running proxies. Each request names its folder in a header that reaches the backend, which answers
 * as the folder says; folders that need other settings have a proxy with those.
 */
final class GoldenReplay implements AutoCloseable {
    /** The header by which a request names its folder: one of those that the proxy passes on. */
    static final String FOLDER_HEADER = "openai-project";

    private final FakeBackend backend = FakeBackend.start();
    private final Map<Map<String, String>, Target> targets = new HashMap<>();
    private final Path folder;

    /** A proxy, and a key for it. */
    record Target(RunningProxy proxy, String key) {}

    /** {@code folder} is an empty one, for the databases of the proxies. */
    GoldenReplay(Path folder) throws IOException {
        this.folder = folder;
        backend.answer(GoldenReplay::replay);
    }

    /** Returns all folders that have an answer. */
    static Stream<GoldenFolder> folders() {
        return GoldenFolder.all().filter(AnswerGoldenTest::isAnswer);
    }

    /** Returns those whose answer is a message. */
    static Stream<GoldenFolder> messages() {
        return folders().filter(folder -> folder.has("message.json"));
    }

    /** Returns those whose answer is an error. */
    static Stream<GoldenFolder> errors() {
        return folders().filter(folder -> folder.has("error.json"));
    }

    /** Returns the proxy with the settings of {@code golden}; it is started when it is first asked for. */
    Target target(GoldenFolder golden) {
        return targets.computeIfAbsent(environment(golden), this::start);
    }

    /** Returns the request for the answer of {@code golden}, without {@code stream}. */
    static ObjectNode request(GoldenFolder golden) {
        ObjectNode request = (ObjectNode) GoldenFolder.parse(
                """
                {"model":"claude-sonnet-4-5","max_tokens":100,"messages":[{"role":"user","content":"hi"}]}
                """);
        if (golden.has("messages-request.json")) {
            JsonNode own = GoldenFolder.parse(golden.text("messages-request.json"));
            for (String member : List.of("model", "tools", "stop_sequences")) {
                if (own.has(member)) {
                    request.set(member, own.path(member));
                }
            }
        }
        return request;
    }

    private static Map<String, String> environment(GoldenFolder golden) {
        Map<String, String> environment = new HashMap<>();
        JsonNode settings = golden.settings();
        if (settings.has("thinkTags")) {
            environment.put("BACKEND_PROFILE_FLAGS", "thinkTags=" + settings.path("thinkTags").asText());
        }
        if (settings.has("contentFilterStopReason")) {
            environment.put("CONTENT_FILTER_STOP_REASON", settings.path("contentFilterStopReason").asText());
        }
        return environment;
    }

    private Target start(Map<String, String> environment) {
        try {
            Path data = Files.createDirectory(folder.resolve("proxy-" + targets.size()));
            RunningProxy proxy = RunningProxy.start(data, backend.baseUrl(), environment);
            return new Target(proxy, proxy.createKey("alice"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void replay(Connection connection) throws IOException {
        GoldenFolder golden = GoldenFolder.named(connection.request().header(FOLDER_HEADER));
        int status = golden.settings().path("status").asInt(200);
        connection.status(status, "Content-Type: " + AnswerGoldenTest.contentType(golden));
        connection.bytes(AnswerGoldenTest.backend(golden));
        connection.end();
    }

    @Override
    public void close() throws IOException {
        targets.values().forEach(target -> target.proxy().close());
        backend.close();
    }
}
