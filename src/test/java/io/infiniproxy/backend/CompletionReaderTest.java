package io.infiniproxy.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.anthropic.ApiError;
import io.infiniproxy.openai.ChatCompletionChunk;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompletionReaderTest {
    private static final String EVENTS = "text/event-stream; charset=utf-8";
    private static final String HELLO = "data: {\"choices\":[{\"delta\":{\"content\":\"Hello\"}}]}\n\n";

    private final List<ChatCompletionChunk> chunks = new ArrayList<>();

    @Test
    void doneIsTheEnd() throws IOException {
        assertThat(read(HELLO + "data: [DONE]\n\n" + HELLO, EVENTS)).isTrue();
        assertThat(chunks).hasSize(1);
    }

    @Test
    void nothingIsReadAfterDone() throws IOException {
        InputStream body = new SequenceInputStream(stream(HELLO + "data: [DONE]\n\n"), new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("read after [DONE]");
            }
        });

        assertThat(CompletionReader.read(body, EVENTS, chunks::add)).isTrue();
    }

    @Test
    void withoutDoneTheEndIsNotSaid() throws IOException {
        assertThat(read(HELLO, EVENTS)).isFalse();
        assertThat(read(HELLO.stripTrailing(), EVENTS)).isFalse();
        assertThat(chunks).hasSize(2);
    }

    @Test
    void theBodyStaysOpenForWhoeverReleasesIt() throws IOException {
        for (String text : List.of("{\"choices\":[{\"message\":{\"content\":\"Hello\"}}]}", HELLO, HELLO + "data: [DONE]\n\n")) {
            InputStream body = new FilterInputStream(stream(text)) {
                @Override
                public void close() {
                    throw new AssertionError("closed");
                }
            };
            CompletionReader.read(body, null, chunks::add);
            assertThat(body.read()).isNegative();
        }
    }

    @Test
    void aWholeBodyIsOneChunk() throws IOException {
        assertThat(read("{\"choices\":[{\"message\":{\"content\":\"Hello\"}}]}", "application/json")).isTrue();
        assertThat(read("{\"choices\":[{\"message\":{\"content\":\"Hello\"}}]}", null)).isTrue();
        assertThat(chunks).extracting(ChatCompletionChunk::content).containsExactly("Hello", "Hello");
    }

    @Test
    void someEventsThatAreNotJsonAreLeftOut() throws IOException {
        assertThat(read("data: x\n\n".repeat(3) + HELLO + "data: [DONE]\n\n", EVENTS)).isTrue();
        assertThat(chunks).hasSize(1);
    }

    @Test
    void aStreamThatIsNotJsonIsAnError() {
        fails("data: x\n\n".repeat(4), EVENTS, new ApiError(502, "api_error", "The backend's stream is not JSON"));
    }

    @Test
    void anErrorEventThatIsNotJsonKeepsItsWords() {
        fails(
                HELLO + "event: error\ndata: upstream is gone\n\n",
                EVENTS,
                new ApiError(502, "api_error", "The backend's stream ended in an error: upstream is gone"));
    }

    @Test
    void aLineThatIsAnErrorKeepsItsWords() {
        fails(
                "error: {\"code\":400,\"message\":\"No such slot\",\"type\":\"invalid_request_error\"}\n\n",
                EVENTS,
                new ApiError(400, "invalid_request_error", "No such slot"));
    }

    @Test
    void anErrorInTheStreamEndsItWhereItIs() {
        fails(
                HELLO + "data: {\"error\":{\"message\":\"Slow down\",\"code\":429}}\n\n" + HELLO,
                EVENTS,
                new ApiError(429, "rate_limit_error", "Slow down"));
        assertThat(chunks).hasSize(1);
    }

    @Test
    void aPageIsAnError() {
        fails("<h1>Sign in</h1>", "text/html", new ApiError(502, "api_error", "The backend answered with status 200: Sign in"));
    }

    @Test
    void aBodyWithoutAChoiceIsAnError() {
        ApiError expected = new ApiError(502, "api_error", "The backend answered without a choice");

        fails("{\"choices\":[]}", "application/json", expected);
        fails("{}", "application/json", expected);
        fails("", "application/json", expected);
    }

    private void fails(String body, String contentType, ApiError expected) {
        assertThatThrownBy(() -> read(body, contentType))
                .isInstanceOfSatisfying(BackendException.class, e -> assertThat(e.error()).isEqualTo(expected));
    }

    private boolean read(String body, String contentType) throws IOException {
        return CompletionReader.read(stream(body), contentType, chunks::add);
    }

    private static InputStream stream(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }
}
