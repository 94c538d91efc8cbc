package io.infiniproxy.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {
    private static final String BODY = "the whole body";

    private final Received received = new Received();
    private final ResponseReader reader = new ResponseReader(received);

    /** Keeps the body; it is right when it is {@link #BODY}. */
    private static final class Received implements AnswerCheck {
        private final StringBuilder body = new StringBuilder();

        @Override
        public void clear() {
            body.setLength(0);
        }

        @Override
        public void accept(byte[] bytes, int from, int to) {
            body.append(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        }

        @Override
        public boolean hasText() {
            return !body.isEmpty();
        }

        @Override
        public void end() {
            if (!body.toString().equals(BODY)) {
                throw new WrongAnswerException("expected " + BODY + ", got " + body);
            }
        }
    }

    @BeforeEach
    void begin() {
        reader.clear();
    }

    @Test
    void readsByLength() {
        for (int size : new int[] {1, 5, 1000}) {
            reader.clear();
            accept("HTTP/1.1 200 OK\r\ncontent-Length: 14\r\n\r\n" + BODY, size);
            assertThat(reader.isDone()).isTrue();
            assertThat(reader.closes()).isFalse();
        }
    }

    @Test
    void readsChunks() {
        for (int size : new int[] {1, 3, 1000}) {
            reader.clear();
            accept("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x=y\r\nthe \r\nA\r\nwhole body\r\n0\r\nTrailer: x\r\n\r\n", size);
            assertThat(reader.isDone()).isTrue();
        }
    }

    @Test
    void readsUntilTheConnectionEnds() {
        accept("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + BODY, 4);
        assertThat(reader.isDone()).isFalse();
        reader.close();
        assertThat(reader.isDone()).isTrue();
        assertThat(reader.closes()).isTrue();
    }

    @Test
    void seesAWrongStatus() {
        assertThatThrownBy(() -> accept("HTTP/1.1 503 Busy\r\nContent-Length: 14\r\n\r\n" + BODY, 1000))
                .hasMessageContaining("expected 200, got 503 the whole body");
        begin();
        assertThatThrownBy(() -> accept("HTTP/1.1 204 None\r\nContent-Length: 0\r\n\r\n", 1000)).hasMessageContaining("got 204");
    }

    @Test
    void seesAnEndThatIsTooEarly() {
        for (String part : new String[] {
            "HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\nthe whole bod",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\ne\r\nthe whole body\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\ne\r\nthe whole body\r\n0\r\n",
            "HTTP/1.1 200 OK\r\nContent"
        }) {
            begin();
            accept(part, 1000);
            assertThatThrownBy(reader::close).as(part).isInstanceOf(WrongAnswerException.class);
        }
    }

    @Test
    void seesMoreThanTheBody() {
        assertThatThrownBy(() -> accept("HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n" + BODY + "!", 1000))
                .hasMessageContaining("nothing after its end");
        begin();
        assertThatThrownBy(() -> accept("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\ne\r\nthe whole body!\r\n", 1000))
                .isInstanceOf(WrongAnswerException.class);
    }

    private void accept(String response, int size) {
        byte[] bytes = response.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += size) {
            reader.accept(bytes, at, Math.min(bytes.length, at + size));
        }
    }
}
