package io.infiniproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.EmbeddingCreateParams;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.RunningJar;
import io.infiniproxy.testing.Scripts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official Java SDKs through the jar: with the demo backend, and with a scripted one where it must fail. */
final class SdkIT {
    @TempDir
    static Path folder;

    @TempDir
    static Path fakeFolder;

    private static FakeBackend backend;
    private static RunningJar demoProxy;
    private static RunningJar fakeProxy;
    private static AnthropicClient anthropic;
    private static AnthropicClient anthropicOfFake;
    private static OpenAIClient openAi;
    private static OpenAIClient openAiOfFake;

    @BeforeAll
    static void start() throws Exception {
        backend = FakeBackend.start();
        demoProxy = RunningJar.start(folder, Map.of());
        fakeProxy = RunningJar.start(fakeFolder, Map.of("OPENAI_BASE_URL", backend.baseUrl().toString()));
        String demoKey = demoProxy.createKey("alice");
        String fakeKey = fakeProxy.createKey("bob");
        anthropic = anthropic(demoProxy, demoKey);
        anthropicOfFake = anthropic(fakeProxy, fakeKey);
        openAi = openAi(demoProxy, demoKey);
        openAiOfFake = openAi(fakeProxy, fakeKey);
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(demoProxy.terminate()).as("exit code after SIGTERM").isZero();
        fakeProxy.close();
        backend.close();
    }

    @Test
    void anthropicReadsAMessage() {
        Message message = anthropic.messages().create(hello().build()).validate();
        assertThat(text(message)).contains("demo backend").contains("Hello there");
        assertThat(message.model().asString()).isEqualTo("claude-sonnet-5");
        assertThat(message.stopReason()).contains(StopReason.END_TURN);
        assertThat(message.usage().inputTokens()).isPositive();
        assertThat(message.usage().outputTokens()).isPositive();
    }

    @Test
    void anthropicReadsAStream() {
        Message message = streamed(anthropic, hello().build());
        assertThat(text(message)).contains("Hello there");
        assertThat(message.usage().outputTokens()).isPositive();
    }

    @Test
    void anthropicLoopsOverTools() {
        MessageCreateParams.Builder params = hello().addTool(readTool()).addUserMessage("Read /tmp/notes.txt please");
        for (int turn = 0; turn < 2; turn++) {
            Message call = turn == 0 ? anthropic.messages().create(params.build()) : streamed(anthropic, params.build());
            assertThat(call.stopReason()).contains(StopReason.TOOL_USE);
            ToolUseBlock use = call.content().stream().flatMap(block -> block.toolUse().stream()).findFirst().orElseThrow();
            assertThat(use._input().toString()).contains("/tmp/notes.txt");
            MessageCreateParams.Builder next = params.build().toBuilder()
                    .addMessage(call)
                    .addUserMessageOfContentBlockParams(List.of(ContentBlockParam.ofToolResult(
                            ToolResultBlockParam.builder().toolUseId(use.id()).content("the secret is 4711").build())));
            assertThat(text(anthropic.messages().create(next.build()))).contains("4711");
        }
    }

    @Test
    void anthropicCountsTokensAndListsModels() {
        long tokens = anthropic.messages()
                .countTokens(MessageCountTokensParams.builder()
                        .model("claude-sonnet-5")
                        .addUserMessage("Hello there, how are you?")
                        .build())
                .inputTokens();
        assertThat(tokens).isBetween(5L, 30L);
        assertThat(anthropic.models().list().data()).extracting(model -> model.id()).contains("claude-sonnet-5-5", "demo");
    }

    @Test
    void anthropicSeesItsOwnErrors() {
        AnthropicClient stranger = anthropic(fakeProxy, "sk-wrong");
        assertThatThrownBy(() -> stranger.messages().create(hello().build())).isInstanceOf(UnauthorizedException.class);
        backend.answerOnce(Scripts.error(400, "{\"error\":{\"message\":\"temperature is odd\"}}"));
        assertThatThrownBy(() -> anthropicOfFake.messages().create(hello().build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("temperature is odd");
        backend.answerOnce(Scripts.error(429, "{\"error\":{\"message\":\"slow down\"}}"));
        assertThatThrownBy(() -> streamed(anthropicOfFake, hello().build())).isInstanceOf(RateLimitException.class);
    }

    @Test
    void anthropicReadsWhatAnotherBackendStreams() {
        backend.answerOnce(Scripts.text("one two three"));
        Message message = streamed(anthropicOfFake, hello().build());
        assertThat(text(message)).isEqualTo("one two three");
        assertThat(message.usage().inputTokens()).isEqualTo(Scripts.PROMPT_TOKENS);
        assertThat(message.usage().outputTokens()).isEqualTo(3);
    }

    @Test
    void openAiReadsCompletionsAndStreams() {
        ChatCompletion completion = openAi.chat().completions().create(hi().build()).validate();
        assertThat(completion.choices().getFirst().message().content().orElseThrow()).contains("Hello there");
        ChatCompletion streamed = streamed(openAi, hi().streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build());
        assertThat(streamed.choices().getFirst().message().content().orElseThrow()).contains("Hello there");
        assertThat(streamed.usage()).isPresent();
        assertThat(streamed(openAi, hi().build()).usage()).as("usage that was not asked for").isEmpty();
    }

    @Test
    void openAiLoopsOverTools() {
        ChatCompletionCreateParams.Builder params = hi()
                .addFunctionTool(FunctionDefinition.builder()
                        .name("read_file")
                        .parameters(FunctionParameters.builder()
                                .putAdditionalProperty("type", com.openai.core.JsonValue.from("object"))
                                .putAdditionalProperty("properties", com.openai.core.JsonValue.from(Map.of("path", Map.of("type", "string"))))
                                .build())
                        .build())
                .addUserMessage("Read /tmp/notes.txt please");
        var message = openAi.chat().completions().create(params.build()).choices().getFirst().message();
        var call = message.toolCalls().orElseThrow().getFirst().asFunction();
        assertThat(call.function().arguments()).contains("/tmp/notes.txt");
        params.addMessage(message)
                .addMessage(ChatCompletionToolMessageParam.builder().toolCallId(call.id()).content("the secret is 4711").build());
        var answer = openAi.chat().completions().create(params.build());
        assertThat(answer.choices().getFirst().message().content().orElseThrow()).contains("4711");
    }

    @Test
    void openAiReadsEmbeddingsAndModels() {
        openAi.embeddings().create(EmbeddingCreateParams.builder().model("demo").input("Hi").build()).validate();
        assertThat(openAi.models().list().data()).extracting(model -> model.id()).contains("claude-sonnet-5-5", "demo");
    }

    @Test
    void openAiSeesTheBackendsErrors() {
        OpenAIClient stranger = openAi(fakeProxy, "sk-wrong");
        assertThatThrownBy(() -> stranger.chat().completions().create(hi().build()))
                .isInstanceOf(com.openai.errors.UnauthorizedException.class);
        backend.answerOnce(Scripts.error(400, "{\"error\":{\"message\":\"temperature is odd\",\"type\":\"invalid_request_error\"}}"));
        assertThatThrownBy(() -> openAiOfFake.chat().completions().create(hi().build()))
                .isInstanceOf(com.openai.errors.BadRequestException.class)
                .hasMessageContaining("temperature is odd");
    }

    private static AnthropicClient anthropic(RunningJar proxy, String key) {
        return AnthropicOkHttpClient.builder().baseUrl(proxy.url()).apiKey(key).maxRetries(0).build();
    }

    private static OpenAIClient openAi(RunningJar proxy, String key) {
        return OpenAIOkHttpClient.builder().baseUrl(proxy.url() + "/v1").apiKey(key).maxRetries(0).build();
    }

    private static MessageCreateParams.Builder hello() {
        return MessageCreateParams.builder().model("claude-sonnet-5").maxTokens(1000).addUserMessage("Hello there");
    }

    private static ChatCompletionCreateParams.Builder hi() {
        return ChatCompletionCreateParams.builder().model("demo").addUserMessage("Hello there");
    }

    private static Tool readTool() {
        return Tool.builder()
                .name("read_file")
                .inputSchema(Tool.InputSchema.builder()
                        .properties(Tool.InputSchema.Properties.builder()
                                .putAdditionalProperty("path", JsonValue.from(Map.of("type", "string")))
                                .build())
                        .build())
                .build();
    }

    private static Message streamed(AnthropicClient client, MessageCreateParams params) {
        MessageAccumulator accumulator = MessageAccumulator.create();
        try (var stream = client.messages().createStreaming(params)) {
            stream.stream().forEach(accumulator::accumulate);
        }
        return accumulator.message().validate();
    }

    private static ChatCompletion streamed(OpenAIClient client, ChatCompletionCreateParams params) {
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (var stream = client.chat().completions().createStreaming(params)) {
            stream.stream().forEach(accumulator::accumulate);
        }
        return accumulator.chatCompletion();
    }

    private static String text(Message message) {
        return message.content().stream()
                .flatMap((ContentBlock block) -> block.text().stream())
                .map(block -> block.text())
                .reduce("", String::concat);
    }
}
