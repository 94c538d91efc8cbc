package io.infiniproxy.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.openai.ChatCompletionChunk;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams whose reads return one event each, of which several have arrived together. */
class ArrivingStreamTest {
    private final List<String> told = new ArrayList<>();

    @Test
    void chunksThatArriveTogetherLeaveTogether() throws IOException {
        InputStream body = arriving(List.of(List.of("a", "b", "c"), List.of("d"), List.of("e", "f")));

        CompletionReader.read(body, "text/event-stream", consumer());

        assertThat(String.join("", told)).isEqualTo("abc|d|ef|");
    }

    @Test
    void aStreamThatDoesNotKnowWhetherMoreHasArrivedIsWaitedForAtEachRead() throws IOException {
        CompletionReader.read(new Pieces(List.of(List.of("a", "b"))), "text/event-stream", consumer());

        assertThat(String.join("", told)).isEqualTo("a|b|");
    }

    @Test
    void nobodyIsToldOnceItHasBeenRead() throws IOException {
        InputStream body = ArrivingStream.beforeWait(arriving(List.of(List.of("a"))), () -> told.add("|"));
        body.readAllBytes();
        told.clear();

        ArrivingStream.aboutToWait();

        assertThat(told).isEmpty();
    }

    private CompletionReader.Consumer consumer() {
        return new CompletionReader.Consumer() {
            @Override
            public boolean accept(ChatCompletionChunk chunk) {
                told.add(chunk.content());
                return true;
            }

            @Override
            public void pause() {
                told.add("|");
            }
        };
    }

    /** Says before each group, and before the end, that it is about to wait. */
    private static InputStream arriving(List<List<String>> groups) {
        return new ArrivingStream(new Pieces(groups)) {};
    }

    /** Returns one event by each read. */
    private static final class Pieces extends InputStream {
        private final Deque<List<String>> groups;
        private final Deque<String> here = new ArrayDeque<>();
        private InputStream piece = InputStream.nullInputStream();

        Pieces(List<List<String>> groups) {
            this.groups = new ArrayDeque<>(groups);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (piece.available() == 0) {
                if (here.isEmpty()) {
                    ArrivingStream.aboutToWait();
                    if (groups.isEmpty()) {
                        return -1;
                    }
                    here.addAll(groups.removeFirst());
                }
                String event = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + here.removeFirst() + "\"}}]}\n\n";
                piece = new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
            }
            return piece.read(bytes, offset, length);
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("expected reads of many bytes");
        }
    }
}
