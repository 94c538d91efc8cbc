package io.infiniproxy.sse;

import java.util.Arrays;

/**
 * One event of a stream: a view of its reader's buffer, good until the reader takes more bytes.
 *
 * @param bytes holds the bytes of the event as they came, from {@code start} to {@code end}, the empty line that ends it included
 * @param dataBytes holds its data lines, joined by line feeds, from {@code dataStart} to {@code dataEnd}; null when the event has
 *     none, as with a comment
 */
public record SseEvent(byte[] bytes, int start, int end, byte[] dataBytes, int dataStart, int dataEnd) {
    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};

    /** Whether this is the {@code [DONE]} that ends an OpenAI stream. */
    public boolean isDone() {
        return hasData() && Arrays.equals(dataBytes, dataStart, dataEnd, DONE, 0, DONE.length);
    }

    /** Whether there is a data line. */
    public boolean hasData() {
        return dataBytes != null;
    }

    public int dataLength() {
        return dataEnd - dataStart;
    }

    /** Returns a copy of the event's bytes. */
    public byte[] raw() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    /** Returns a copy of the data, or null when there is none. */
    public byte[] data() {
        return hasData() ? Arrays.copyOfRange(dataBytes, dataStart, dataEnd) : null;
    }
}
