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
import java.util.Iterator;
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

    /** Answers with the status 200. */
    static Stream<GoldenFolder> folders() {
        return GoldenFolder.all().filter(folder -> isAnswer(folder) && !folder.settings().has("status"));
    }

    static Stream<GoldenFolder> refusals() {
        return GoldenFolder.all().filter(folder -> folder.settings().has("status"));
    }

    static boolean isAnswer(GoldenFolder folder) {
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
    @MethodSource("refusals")
    void tellsWhatTheBackendRefuses(GoldenFolder folder) {
        AnswerTranslation refusal = translation(folder).refuse(folder.settings().path("status").intValue(), backend(folder));

        folder.writeIfMissing("error.json", GoldenFolder.pretty(refusal.body()).concat("\n").getBytes(StandardCharsets.UTF_8));
        assertThat(GoldenFolder.pretty(refusal.body())).isEqualTo(folder.readPretty("error.json"));
        assertThat(refusal.status()).isEqualTo(folder.settings().path("clientStatus").intValue());
    }

    @ParameterizedTest
    @MethodSource("folders")
    void doesNotDependOnWhereTheNetworkCutsTheBytes(GoldenFolder folder) {
        byte[] backend = backend(folder);
        String expected = text(folder.read("events.sse"));

        for (int offset = 1; offset < backend.length; offset++) {
            Iterator<Integer> lengths = List.of(offset, backend.length - offset).iterator();
            InputStream pieces = new PiecewiseInputStream(backend, () -> lengths.hasNext() ? lengths.next() : 1);
            assertThat(text(translateBack(folder, pieces))).as("cut at " + offset).isEqualTo(expected);
        }
        assertThat(text(translateBack(folder, new PiecewiseInputStream(backend, () -> 1)))).isEqualTo(expected);
        for (long seed = 1; seed <= SPLITS; seed++) {
            Random random = new Random(seed);
            InputStream pieces = new PiecewiseInputStream(backend, () -> random.nextInt(1, 60));
            assertThat(text(translateBack(folder, pieces))).as("seed " + seed).isEqualTo(expected);
        }
    }

    private static AnswerTranslation translateBack(GoldenFolder folder) {
        return translation(folder).translateBack(new ByteArrayInputStream(backend(folder)), contentType(folder));
    }

    private static byte[] translateBack(GoldenFolder folder, InputStream pieces) {
        return translation(folder).translateBack(pieces, contentType(folder)).stream();
    }

    /** Returns the bytes that the backend answers. */
    static byte[] backend(GoldenFolder folder) {
        return folder.read(folder.has("backend.sse") ? "backend.sse" : "backend.json");
    }

    static String contentType(GoldenFolder folder) {
        String usual = folder.has("backend.sse") ? "text/event-stream" : "application/json";
        return folder.settings().path("contentType").asText(usual);
    }

    private static AnswerTranslation translation(GoldenFolder folder) {
        String contentFilter = folder.settings().path("contentFilterStopReason").asText("refusal");
        boolean thinkTags = folder.settings().path("thinkTags").asBoolean();
        if (!folder.has("messages-request.json")) {
            return new AnswerTranslation("claude-sonnet-4-5", List.of(), List.of(), contentFilter, thinkTags);
        }
        MessagesRequest request = MessagesRequestReader.read(folder.read("messages-request.json"));
        return new AnswerTranslation(request.model(), request.tools(), request.stopSequences(), contentFilter, thinkTags);
    }

    private static String text(byte[] stream) {
        return new String(stream, StandardCharsets.UTF_8);
    }
}
