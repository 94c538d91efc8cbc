package io.infiniproxy.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.sse.SseReader.EventTooLongException;
import io.infiniproxy.testing.Seeds;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseReaderTest {
    private static final String[] PARTS = {
        "data: a", "data:b", "data", "data: ", ": comment", "event: x", "id:1", "datax: y", "data: 日本 👋", "\n", "\r", "\r\n",
        "\n\n", "\r\r", "\r\n\r\n", "\r\n\n", "\n\r"
    };

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesEndInLfCrlfOrCr(String end) {
        assertThat(data("data: a" + end + end + "data: b" + end + end)).containsExactly("a", "b");
    }

    @Test
    void oneSpaceAfterTheColonIsDropped() {
        assertThat(data("data:a\n\ndata:  b\n\ndata:\n\ndata\n\n")).containsExactly("a", " b", "", "");
    }

    @Test
    void dataLinesAreJoinedByLineFeeds() {
        assertThat(data("data: a\nevent: x\ndata: b\ndata:\n\n")).containsExactly("a\nb\n");
    }

    @Test
    void commentsAndOtherFieldsAreNoData() {
        assertThat(data(": a\n\nevent: x\n\nid: 1\nretry: 2\n\ndatabase: 3\n\n\n\n")).isEmpty();
    }

    @Test
    void aByteOrderMarkIsIgnoredAtTheStartOnly() {
        assertThat(data("\ufeffdata: a\n\n\ufeffdata: b\n\n")).containsExactly("a");
    }

    @Test
    void whatFollowsTheLastEmptyLineIsTheRest() {
        SseReader reader = new SseReader(100);
        byte[] bytes = "data: a\n\ndata: [DONE]".getBytes(StandardCharsets.UTF_8);

        assertThat(reader.accept(bytes, bytes.length)).hasSize(1);
        assertThat(reader.rest().isDone()).isTrue();
        assertThat(new SseReader(100).rest()).isNull();
    }

    @Test
    void anEventComesWithItsBytes() {
        SseReader reader = new SseReader(100);
        byte[] bytes = ": x\r\ndata: a\r\n\r\n".getBytes(StandardCharsets.UTF_8);

        assertThat(reader.accept(bytes, bytes.length).getFirst().raw()).isEqualTo(bytes);
    }

    @Test
    void anEventThatDoesNotEndWithinTheLimitEndsTheStream() {
        SseReader reader = new SseReader(10);

        assertThatThrownBy(() -> reader.accept("data: 12345678".getBytes(StandardCharsets.UTF_8), 14))
                .isInstanceOf(EventTooLongException.class)
                .hasMessage("Expected events of at most 10 bytes, but received a longer one");
    }

    @Test
    void theEventsDoNotDependOnWhereTheBytesAreCutAndNoByteIsLost() {
        Seeds.check(3000, random -> {
            byte[] stream = randomStream(random);
            List<SseEvent> pieces = new ArrayList<>();
            SseReader reader = new SseReader(10_000);
            for (int i = 0; i < stream.length; ) {
                int end = Math.min(stream.length, i + random.nextInt(1, 9));
                pieces.addAll(reader.accept(Arrays.copyOfRange(stream, i, end), end - i));
                i = end;
            }
            addRest(reader, pieces);

            assertThat(data(pieces)).isEqualTo(data(new String(stream, StandardCharsets.UTF_8)));
            ByteArrayOutputStream raw = new ByteArrayOutputStream();
            pieces.forEach(event -> raw.writeBytes(event.raw()));
            assertThat(raw.toByteArray()).isEqualTo(stream);
        });
    }

    private static byte[] randomStream(Random random) {
        StringBuilder stream = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            stream.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return stream.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> data(String stream) {
        SseReader reader = new SseReader(10_000);
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        List<SseEvent> events = new ArrayList<>(reader.accept(bytes, bytes.length));
        addRest(reader, events);
        return data(events);
    }

    private static void addRest(SseReader reader, List<SseEvent> events) {
        SseEvent rest = reader.rest();
        if (rest != null) {
            events.add(rest);
        }
    }

    private static List<String> data(List<SseEvent> events) {
        return events.stream()
                .filter(event -> event.data() != null)
                .map(event -> new String(event.data(), StandardCharsets.UTF_8))
                .toList();
    }
}
