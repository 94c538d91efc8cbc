package io.infiniproxy.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.sse.SseReader.EventTooLongException;
import io.infiniproxy.testing.PiecewiseInputStream;
import io.infiniproxy.testing.Seeds;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

        reader.accept(bytes, bytes.length);
        assertThat(reader.next()).isNotNull();
        assertThat(reader.next()).isNull();
        assertThat(reader.rest().isDone()).isTrue();
        assertThat(new SseReader(100).rest()).isNull();
    }

    @Test
    void anEventComesWithItsBytes() {
        byte[] bytes = ": x\r\ndata: a\r\n\r\n".getBytes(StandardCharsets.UTF_8);

        assertThat(SseReader.ofWhole(bytes).next().raw()).isEqualTo(bytes);
    }

    @Test
    void anEventThatDoesNotEndWithinTheLimitEndsTheStream() {
        SseReader reader = new SseReader(10);
        reader.accept("data: 12345678".getBytes(StandardCharsets.UTF_8), 14);

        assertThatThrownBy(reader::next)
                .isInstanceOf(EventTooLongException.class)
                .hasMessage("Expected events of at most 10 bytes, but received a longer one");
    }

    @Test
    void theEventsDoNotDependOnWhereTheBytesAreCutAndNoByteIsLost() {
        Seeds.check(3000, random -> {
            byte[] stream = randomStream(random);
            SseReader reader = new SseReader(10_000);
            List<String> data = new ArrayList<>();
            ByteArrayOutputStream raw = new ByteArrayOutputStream();
            InputStream pieces = new PiecewiseInputStream(stream, () -> random.nextInt(1, 9));
            do {
                for (SseEvent event = reader.next(); event != null; event = reader.next()) {
                    add(event, data, raw);
                }
            } while (reader.read(pieces));
            add(reader.rest(), data, raw);

            assertThat(data).isEqualTo(data(new String(stream, StandardCharsets.UTF_8)));
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
        SseReader reader = SseReader.ofWhole(stream.getBytes(StandardCharsets.UTF_8));
        List<String> data = new ArrayList<>();
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        for (SseEvent event = reader.next(); event != null; event = reader.next()) {
            add(event, data, raw);
        }
        add(reader.rest(), data, raw);
        return data;
    }

    /** At once: an event is good only until its reader takes more. */
    private static void add(SseEvent event, List<String> data, ByteArrayOutputStream raw) {
        if (event != null) {
            raw.writeBytes(event.raw());
            if (event.hasData()) {
                data.add(new String(event.data(), StandardCharsets.UTF_8));
            }
        }
    }
}
