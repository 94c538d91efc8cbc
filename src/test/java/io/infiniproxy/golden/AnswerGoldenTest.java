package io.infiniproxy.golden;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.anthropic.MessagesRequestReader;
import io.infiniproxy.testing.AnswerTranslation;
import io.infiniproxy.testing.MessageStreamValidator;
import io.infiniproxy.testing.PiecewiseInputStream;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the client is sent for what a backend answers: {@code backend.sse} or {@code backend.json} → {@code events.sse} and
 * {@code message.json} (or {@code error.json}).
 */
class AnswerGoldenTest {
    private static final int SPLITS = 20;

    static Stream<GoldenFolder> folders() {
        return GoldenFolder.all().filter(AnswerGoldenTest::isAnswer);
    }

    static Stream<GoldenFolder> streams() {
        return GoldenFolder.with("backend.sse");
    }

    private static boolean isAnswer(GoldenFolder folder) {
        return folder.has("backend.sse") || folder.has("backend.json");
    }

    /** The request is there only for its tools and its model. */
    static boolean isAnswerOnly(GoldenFolder folder) {
        return isAnswer(folder) && !folder.has("chat-completion-request.json");
    }

    @ParameterizedTest
    @MethodSource("folders")
    void streams(GoldenFolder folder) {
        byte[] stream = translateBack(folder).stream();

        folder.writeIfMissing("events.sse", stream);
        assertThat(text(stream)).isEqualTo(text(folder.read("events.sse")));
        MessageStreamValidator.validate(stream);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void answersAsOneBody(GoldenFolder folder) {
        AnswerTranslation answer = translateBack(folder);
        String expected = answer.isError() ? "error.json" : "message.json";

        folder.writeIfMissing(expected, GoldenFolder.pretty(answer.body()).concat("\n").getBytes(StandardCharsets.UTF_8));
        assertThat(GoldenFolder.pretty(answer.body())).isEqualTo(folder.readPretty(expected));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void doesNotDependOnWhereTheNetworkCutsTheBytes(GoldenFolder folder) {
        byte[] backend = folder.read("backend.sse");
        String expected = text(folder.read("events.sse"));

        assertThat(text(translateBack(folder, new PiecewiseInputStream(backend, () -> 1)))).isEqualTo(expected);
        for (long seed = 1; seed <= SPLITS; seed++) {
            Random random = new Random(seed);
            InputStream pieces = new PiecewiseInputStream(backend, () -> random.nextInt(1, 60));
            assertThat(text(translateBack(folder, pieces))).as("seed " + seed).isEqualTo(expected);
        }
    }

    private static AnswerTranslation translateBack(GoldenFolder folder) {
        boolean events = folder.has("backend.sse");
        return translation(folder)
                .translateBack(
                        new ByteArrayInputStream(folder.read(events ? "backend.sse" : "backend.json")),
                        events ? "text/event-stream" : "application/json");
    }

    private static byte[] translateBack(GoldenFolder folder, InputStream pieces) {
        return translation(folder).translateBack(pieces, "text/event-stream").stream();
    }

    private static AnswerTranslation translation(GoldenFolder folder) {
        String contentFilter = folder.settings().path("contentFilterStopReason").asText("refusal");
        if (!folder.has("messages-request.json")) {
            return new AnswerTranslation("claude-sonnet-4-5", List.of(), contentFilter);
        }
        MessagesRequest request = MessagesRequestReader.read(folder.read("messages-request.json"));
        return new AnswerTranslation(request.model(), request.tools(), contentFilter);
    }

    private static String text(byte[] stream) {
        return new String(stream, StandardCharsets.UTF_8);
    }
}
