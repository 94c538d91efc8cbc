package io.infiniproxy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The demo backend as the OpenAI SDK sees it. */
class OpenAiSdkTest {
    private static DemoBackend backend;
    private static OpenAIClient client;

    @BeforeAll
    static void start() throws IOException {
        backend = DemoBackend.start();
        client = OpenAIOkHttpClient.builder()
                .baseUrl(backend.baseUrl().toString())
                .apiKey("none")
                .build();
    }

    @AfterAll
    static void stop() {
        client.close();
        backend.close();
    }

    @Test
    void readsAChatCompletion() {
        var completion = client.chat().completions().create(hello().build());

        completion.validate();
        assertThat(completion.choices().getFirst().message().content()).hasValueSatisfying(
                text -> assertThat(text).contains("Hello"));
    }

    @Test
    void readsAStream() {
        var accumulator = ChatCompletionAccumulator.create();
        var params = hello().streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();

        try (var stream = client.chat().completions().createStreaming(params)) {
            stream.stream().map(chunk -> chunk.validate()).forEach(accumulator::accumulate);
        }
        assertThat(accumulator.chatCompletion().usage()).isPresent();
        assertThat(accumulator.chatCompletion().choices().getFirst().message().content()).hasValueSatisfying(
                text -> assertThat(text).contains("Hello"));
    }

    @Test
    void readsTheOtherEndpoints() {
        client.completions().create(CompletionCreateParams.builder().model("demo").prompt("Hi").build()).validate();
        client.embeddings().create(EmbeddingCreateParams.builder().model("demo").input("Hi").build()).validate();
        assertThat(client.models().list().data()).extracting(model -> model.validate().id()).containsExactly("demo");
    }

    private static ChatCompletionCreateParams.Builder hello() {
        return ChatCompletionCreateParams.builder().model("demo").addUserMessage("Hello");
    }
}
