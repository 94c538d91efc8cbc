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
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infiniproxy.testing.MessageStreamValidator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The official Java SDK reads every golden answer through the running proxy, and gets what the case says. */
final class GoldenThroughSdkTest {
    @TempDir
    static Path folder;

    private static GoldenReplay replay;
    private static final Map<GoldenReplay.Target, AnthropicClient> SDKS = new HashMap<>();

    static Stream<GoldenFolder> messages() {
        return GoldenReplay.messages();
    }

    static Stream<GoldenFolder> errors() {
        return GoldenReplay.errors();
    }

    static Stream<GoldenFolder> folders() {
        return GoldenReplay.folders();
    }

    @BeforeAll
    static void start() throws Exception {
        replay = new GoldenReplay(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        SDKS.values().forEach(AnthropicClient::close);
        SDKS.clear();
        replay.close();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsTheMessage(GoldenFolder folder) {
        assertIsThatOf(folder, sdk(folder).messages().create(request(folder)));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsTheStream(GoldenFolder folder) {
        assertIsThatOf(folder, streamed(folder));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void throwsTheErrorOfTheMessage(GoldenFolder folder) {
        assertIsThatOf(folder, catchThrowableOfType(
                AnthropicServiceException.class, () -> sdk(folder).messages().create(request(folder))));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void throwsTheErrorOfTheStream(GoldenFolder folder) {
        assertIsThatOf(folder, catchThrowableOfType(AnthropicServiceException.class, () -> streamed(folder)));
    }

    /** What really went over the wire, for all that the client sent, and not what an SDK made of it. */
    @ParameterizedTest
    @MethodSource("folders")
    void everyStreamIsValid(GoldenFolder folder) {
        ObjectNode request = folder.has("messages-request.json")
                ? (ObjectNode) GoldenFolder.parse(folder.text("messages-request.json"))
                : GoldenReplay.request(folder);
        GoldenReplay.Target target = replay.target(folder);
        var answer = target.proxy()
                .call("/v1/messages")
                .bearer(target.key())
                .header(GoldenReplay.FOLDER_HEADER, folder.toString())
                .post(request.put("stream", true).toString());

        if (answer.status() == 200) {
            MessageStreamValidator.validate(answer.body().getBytes(StandardCharsets.UTF_8));
            assertThat(answer.header("content-type")).isEqualTo("text/event-stream; charset=utf-8");
            // message_start has an estimate: https://github.com/vllm-project/vllm/issues/49456
            assertThat(answer.body().lines().skip(1).findFirst().orElseThrow())
                    .containsPattern("\"usage\":\\{\"input_tokens\":[1-9]");
        } else {
            assertThat(folder.has("error.json")).isTrue();
        }
    }

    private static AnthropicClient sdk(GoldenFolder folder) {
        return SDKS.computeIfAbsent(replay.target(folder), target -> AnthropicOkHttpClient.builder()
                .baseUrl(target.proxy().url().toString())
                .apiKey(target.key())
                .maxRetries(0)
                .build());
    }

    private static MessageCreateParams request(GoldenFolder folder) {
        ObjectNode request = GoldenReplay.request(folder);
        var params = MessageCreateParams.builder()
                .model(request.path("model").asText())
                .maxTokens(request.path("max_tokens").longValue())
                .addUserMessage("hi")
                .putAdditionalHeader(GoldenReplay.FOLDER_HEADER, folder.toString());
        for (String name : List.of("tools", "stop_sequences")) {
            if (request.has(name)) {
                params.putAdditionalBodyProperty(name, JsonValue.fromJsonNode(request.path(name)));
            }
        }
        return params.build();
    }

    private static Message streamed(GoldenFolder folder) {
        MessageAccumulator accumulator = MessageAccumulator.create();
        try (var stream = sdk(folder).messages().createStreaming(request(folder))) {
            stream.stream().forEach(accumulator::accumulate);
        }
        return accumulator.message();
    }

    private static void assertIsThatOf(GoldenFolder folder, Message message) {
        if (!folder.settings().has("contentFilterStopReason")) { // which is none that the SDK knows
            message.validate();
        }
        new ExpectedAnswer(folder).assertIsMessage(ObjectMappers.jsonMapper().valueToTree(message));
    }

    private static void assertIsThatOf(GoldenFolder folder, AnthropicServiceException exception) {
        ExpectedAnswer expected = new ExpectedAnswer(folder);
        expected.assertIsError(ObjectMappers.jsonMapper().valueToTree(exception.body()));
        if (!(exception instanceof SseException)) {
            assertThat(exception.getClass().getSimpleName()).isEqualTo(expected.errorName() + "Exception");
        }
    }
}
