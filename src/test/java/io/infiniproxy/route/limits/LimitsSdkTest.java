package io.infiniproxy.route.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.errors.RateLimitException;
import com.anthropic.models.messages.MessageCreateParams;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.infiniproxy.testing.Connection;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.HttpCall.Answer;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import io.infiniproxy.testing.TestLimits;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the official Java SDKs make of refusals: how often they ask is counted on the way. */
class LimitsSdkTest {
    private static final int RETRIES = 4;
    private static final MessageCreateParams MESSAGE =
            MessageCreateParams.builder().model("m").maxTokens(90).addUserMessage("Hi").build();
    private static final ChatCompletionCreateParams COMPLETION =
            ChatCompletionCreateParams.builder().model("m").maxCompletionTokens(90).addUserMessage("Hi").build();

    @TempDir
    Path folder;

    private FakeBackend backend;
    private RunningProxy proxy;
    private FakeBackend counter;
    private AnthropicClient anthropic;
    private OpenAIClient openAi;
    private String key;

    @BeforeEach
    void start() throws IOException {
        backend = FakeBackend.start();
        backend.answer(Scripts.text("two words"));
        proxy = RunningProxy.start(folder, backend);
        counter = FakeBackend.start();
        counter.answer(this::forward);
        key = proxy.createKey("alice");
        String url = counter.baseUrl().toString();
        anthropic = AnthropicOkHttpClient.builder()
                .baseUrl(url.substring(0, url.length() - "/v1".length()))
                .apiKey(key)
                .maxRetries(RETRIES)
                .build();
        openAi = OpenAIOkHttpClient.builder().baseUrl(url).apiKey(key).maxRetries(RETRIES).build();
    }

    @AfterEach
    void stop() throws IOException {
        counter.close();
        proxy.close();
        backend.close();
    }

    @Test
    void giveUpAtOnceWhenABudgetIsSpent() {
        TestLimits.ofKeys(folder, "{'budgets': [{'period': 'total', 'tokens': 12}]}");
        anthropic.messages().create(MESSAGE);

        var anthropicRefusal =
                catchThrowableOfType(RateLimitException.class, () -> anthropic.messages().create(MESSAGE));
        var anthropicStreamRefusal =
                catchThrowableOfType(RateLimitException.class, () -> anthropic.messages().createStreaming(MESSAGE));
        var openAiRefusal = catchThrowableOfType(
                com.openai.errors.RateLimitException.class, () -> openAi.chat().completions().create(COMPLETION));

        assertThat(anthropicRefusal.getMessage()).contains("has a budget of 12 tokens in total, of which 12 are used");
        assertThat(anthropicStreamRefusal.getMessage()).contains("has a budget of 12 tokens in total");
        assertThat(openAiRefusal.code()).contains("insufficient_quota");
        assertThat(openAiRefusal.getMessage()).contains("has a budget of 12 tokens in total");
        assertThat(counter.requests()).as("one each, none again").hasSize(4);
    }

    @Test
    void comeAgainWhenTheMinuteHasRoom() {
        TestLimits.ofKeys(folder, "{'requests_per_minute': 60}");
        while (proxy.call("/v1/messages").bearer(key).post("{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}").status() == 200) {
            assertThat(backend.requests()).hasSizeLessThan(1000);
        }

        assertThat(anthropic.messages().create(MESSAGE).validate().usage().outputTokens()).isEqualTo(2);
        assertThat(openAi.chat().completions().create(COMPLETION).validate().choices()).hasSize(1);
        assertThat(counter.requests()).as("told how long to wait, and admitted then").hasSizeLessThanOrEqualTo(4);
    }

    private void forward(Connection connection) throws IOException {
        Answer answer = proxy.call(connection.request().path())
                .bearer(key)
                .post(connection.request().bodyText());
        String[] headers = answer.response().headers().map().entrySet().stream()
                .filter(header -> header.getKey().startsWith("x-") || header.getKey().equals("retry-after"))
                .map(header -> header.getKey() + ": " + header.getValue().getFirst())
                .toArray(String[]::new);
        connection.json(answer.status(), answer.body(), headers);
    }
}
