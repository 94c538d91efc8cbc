package io.infiniproxy.sse;

import java.util.Arrays;

/**
 * One event of a stream.
 *
 * @param raw the bytes as they came, the empty line that ends the event included
 * @param data the data lines, joined by line feeds; null when the event has none, as with a comment
 */
public record SseEvent(byte[] raw, byte[] data) {
    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

    /** Whether this is the {@code [DONE]} that ends an OpenAI stream. */
    public boolean isDone() {
        return data != null && Arrays.equals(data, DONE);
    }
}
