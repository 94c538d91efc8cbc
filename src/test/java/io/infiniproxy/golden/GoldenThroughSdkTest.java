package io.infiniproxy.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.ObjectMappers;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.SseException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.testing.Client;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.MessageStreamValidator;
import io.infiniproxy.testing.RunningProxy;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The official Java SDK reads every golden answer through the running proxy, and gets what the case says. */
final class GoldenThroughSdkTest {
    /** Members that the tests of one translation fix, and that the proxy makes anew for every answer. */
    private static final Set<String> OF_ONE_ANSWER = Set.of("id", "signature");

    /** What these need is not set in the proxy of this test. */
    private static final Set<String> OTHER_SETTINGS = Set.of("thinkTags", "contentFilterStopReason");

    private static final Map<String, String> EXCEPTIONS = Map.of(
            "invalid_request_error", "BadRequestException",
            "billing_error", "PaymentRequiredException",
            "permission_error", "PermissionDeniedException",
            "not_found_error", "NotFoundException",
            "conflict_error", "ConflictException",
            "request_too_large", "ContentTooLargeException",
            "rate_limit_error", "RateLimitException",
            "api_error", "InternalServerException",
            "timeout_error", "GatewayTimeoutException",
            "overloaded_error", "OverloadedException");

    private static final String HELLO =
            "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    @TempDir
    static Path folder;

    private static FakeBackend backend;
    private static RunningProxy proxy;
    private static AnthropicClient sdk;
    private static Client client;

    static Stream<GoldenFolder> messages() {
        return folders().filter(folder -> folder.has("message.json"));
    }

    /** An escape in streamed arguments is passed on as it is: what a lone one means, each client decides. */
    static Stream<GoldenFolder> streams() {
        return messages().filter(folder -> !folder.toString().equals("answer-surrogate-alone"));
    }

    static Stream<GoldenFolder> errors() {
        return folders().filter(folder -> folder.has("error.json"));
    }

    static Stream<GoldenFolder> folders() {
        return GoldenFolder.all()
                .filter(AnswerGoldenTest::isAnswer)
                .filter(folder -> OTHER_SETTINGS.stream().noneMatch(folder.settings()::has));
    }

    @BeforeAll
    static void start() throws Exception {
        backend = FakeBackend.start();
        proxy = RunningProxy.start(folder, backend);
        String key = proxy.createKey("alice");
        client = new Client(proxy, key);
        sdk = AnthropicOkHttpClient.builder()
                .baseUrl(proxy.url().toString())
                .apiKey(key)
                .maxRetries(0)
                .build();
    }

    @AfterAll
    static void stop() throws Exception {
        sdk.close();
        proxy.close();
        backend.close();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsTheMessage(GoldenFolder folder) {
        replay(folder);
        assertIsThatOf(folder, sdk.messages().create(request(folder)).validate());
    }

    @ParameterizedTest
    @MethodSource("streams")
    void readsTheStream(GoldenFolder folder) {
        replay(folder);
        assertIsThatOf(folder, streamed(request(folder)).validate());
    }

    @ParameterizedTest
    @MethodSource("errors")
    void throwsTheErrorOfTheMessage(GoldenFolder folder) {
        replay(folder);
        assertIsThatOf(folder, catchThrowableOfType(
                AnthropicServiceException.class, () -> sdk.messages().create(request(folder))));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void throwsTheErrorOfTheStream(GoldenFolder folder) {
        replay(folder);
        assertIsThatOf(folder, catchThrowableOfType(AnthropicServiceException.class, () -> streamed(request(folder))));
    }

    /** What really went over the wire, and not what an SDK made of it. */
    @ParameterizedTest
    @MethodSource("folders")
    void everyStreamIsValid(GoldenFolder folder) throws Exception {
        replay(folder);
        JsonNode request = folder.has("messages-request.json") ? read(folder.read("messages-request.json")) : read(HELLO);
        var answer = client.post("/v1/messages", ((ObjectNode) request).put("stream", true).toString());

        if (answer.statusCode() == 200) {
            MessageStreamValidator.validate(answer.body().getBytes(StandardCharsets.UTF_8));
            assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream; charset=utf-8");
        } else {
            assertThat(folder.has("error.json")).isTrue();
        }
    }

    private static void replay(GoldenFolder folder) {
        byte[] body = folder.read(folder.has("backend.sse") ? "backend.sse" : "backend.json");
        int status = folder.settings().path("status").asInt(200);
        backend.answer(connection -> {
            connection.status(status, "Content-Type: " + AnswerGoldenTest.contentType(folder));
            connection.bytes(body);
            connection.end();
        });
    }

    private static MessageCreateParams request(GoldenFolder folder) {
        var params = MessageCreateParams.builder().model("claude-sonnet-4-5").maxTokens(100).addUserMessage("hi");
        if (folder.has("messages-request.json")) {
            JsonNode request = read(folder.read("messages-request.json"));
            params.model(request.path("model").asText());
            for (String name : Set.of("tools", "stop_sequences")) {
                if (request.has(name)) {
                    params.putAdditionalBodyProperty(name, JsonValue.fromJsonNode(request.path(name)));
                }
            }
        }
        return params.build();
    }

    private static Message streamed(MessageCreateParams params) {
        MessageAccumulator accumulator = MessageAccumulator.create();
        try (var stream = sdk.messages().createStreaming(params)) {
            stream.stream().forEach(accumulator::accumulate);
        }
        return accumulator.message();
    }

    private static void assertIsThatOf(GoldenFolder folder, Message message) {
        JsonNode expected = read(folder.read("message.json"));
        JsonNode actual = ObjectMappers.jsonMapper().valueToTree(message);

        assertThat(actual.path("content").findValuesAsText("signature")).doesNotContain("");
        for (String member : Set.of("role", "model", "content", "stop_reason", "stop_sequence", "stop_details")) {
            assertThat(comparable(actual.path(member))).as(member).isEqualTo(comparable(expected.path(member)));
        }
        if (!isEstimated(expected.path("usage"))) {
            assertThat(comparable(actual.path("usage"))).isEqualTo(comparable(expected.path("usage")));
        }
    }

    private static void assertIsThatOf(GoldenFolder folder, AnthropicServiceException exception) {
        JsonNode expected = read(folder.read("error.json")).path("error");
        JsonNode actual = read(ObjectMappers.jsonMapper().valueToTree(exception.body()).toString()).path("error");

        assertThat(actual).isEqualTo(expected);
        if (!(exception instanceof SseException)) {
            assertThat(exception.getClass().getSimpleName()).isEqualTo(EXCEPTIONS.get(expected.path("type").asText()));
        }
    }

    /** The figures that stand where the backend gives none; the proxy counts. */
    private static boolean isEstimated(JsonNode usage) {
        return usage.path("input_tokens").asInt() == 10 && usage.path("output_tokens").asInt() == 5;
    }

    /** Without what is new in every answer, and without the nulls that an SDK adds. */
    private static JsonNode comparable(JsonNode tree) {
        JsonNode copy = read(tree.isMissingNode() ? "null" : tree.toString());
        strip(copy);
        return copy;
    }

    private static void strip(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            object.remove(OF_ONE_ANSWER);
            object.properties().removeIf(member -> member.getValue().isNull());
        }
        tree.forEach(GoldenThroughSdkTest::strip);
    }

    private static JsonNode read(byte[] json) {
        return read(new String(json, StandardCharsets.UTF_8));
    }

    private static JsonNode read(String json) {
        try {
            return Json.read(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
