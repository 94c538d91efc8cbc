package io.infiniproxy.sse;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts the bytes of a stream into events, wherever the network has cut them. Lines end in LF, CRLF or CR; one space after
 * the colon is dropped; a byte order mark at the start is ignored. Each byte is looked at once, and none is copied but what is
 * left of an event that has not ended yet. One instance a stream; not thread-safe.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">Parsing an event
 *     stream</a>
 */
public final class SseReader {
    private static final int BUFFER_BYTES = 4 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final int maxEventBytes;
    private final EventData data = new EventData();
    private byte[] buffer;
    private int length;
    /** Where the event that is being scanned starts. */
    private int start;
    /** Up to here no event ends. */
    private int scanned;
    /** Where the line that is being scanned starts. */
    private int lineStart;
    private boolean atStreamStart = true;

    /** An event of more than {@code maxEventBytes} ends the stream with an {@link EventTooLongException}. */
    public SseReader(int maxEventBytes) {
        this(maxEventBytes, BUFFER_BYTES);
    }

    private SseReader(int maxEventBytes, int bufferBytes) {
        this.maxEventBytes = maxEventBytes;
        this.buffer = new byte[bufferBytes];
    }

    /** Returns a reader of a stream that is there as a whole. */
    public static SseReader ofWhole(byte[] stream) {
        SseReader reader = new SseReader(Integer.MAX_VALUE, stream.length);
        reader.accept(stream, stream.length);
        return reader;
    }

    /** Takes what of {@code stream} has arrived, and waits for its first byte; returns false at its end. */
    public boolean read(InputStream stream) throws IOException {
        makeRoom(1);
        int count = stream.read(buffer, length, buffer.length - length);
        length += Math.max(0, count);
        return count >= 0;
    }

    /** Takes the first {@code count} of these bytes. */
    public void accept(byte[] bytes, int count) {
        makeRoom(count);
        System.arraycopy(bytes, 0, buffer, length, count);
        length += count;
    }

    /** Returns the next event that is there as a whole, or null. */
    public SseEvent next() {
        int end = nextEnd();
        if (end >= 0) {
            return event(end);
        }
        if (length - start > maxEventBytes) {
            throw new EventTooLongException(maxEventBytes);
        }
        return null;
    }

    /** Returns the bytes after the last whole event, at the end of the stream; null when there are none. */
    public SseEvent rest() {
        if (start == length) {
            return null;
        }
        endLine(length);
        return event(length);
    }

    private void makeRoom(int count) {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, length - start);
            data.moveBy(-start);
            length -= start;
            scanned -= start;
            lineStart -= start;
            start = 0;
        }
        if (buffer.length - length < count) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + count));
        }
    }

    /**
     * Returns the index after the empty line that ends the next event, or -1 when it has not come yet. A CR at the end of
     * what is there ends its line at once; an LF that follows later is skipped, as the event then starts with it.
     */
    private int nextEnd() {
        byte[] bytes = buffer;
        int end = length;
        int i = scanned;
        while (i < end) {
            byte b = bytes[i++];
            if (b > '\r' || b != '\n' && b != '\r') {
                continue;
            }
            if (b == '\n' && lineStart == i - 1 && i > 1 && bytes[i - 2] == '\r') {
                lineStart = i; // the LF of a CRLF, whose CR has ended the line
                continue;
            }
            if (lineStart == i - 1) {
                return endOfEmptyLine(b, i);
            }
            endLine(i - 1);
            lineStart = i;
        }
        scanned = i;
        return -1;
    }

    private int endOfEmptyLine(byte ending, int afterEnding) {
        scanned = ending == '\r' && afterEnding < length && buffer[afterEnding] == '\n' ? afterEnding + 1 : afterEnding;
        lineStart = scanned;
        return scanned;
    }

    private void endLine(int lineEnd) {
        boolean marked = atStreamStart && lineStart == start && startsWithByteOrderMark();
        data.addLine(buffer, marked ? lineStart + BYTE_ORDER_MARK.length : lineStart, lineEnd);
    }

    private SseEvent event(int end) {
        SseEvent event = data.take(buffer, start, end);
        start = end;
        atStreamStart = false;
        return event;
    }

    private boolean startsWithByteOrderMark() {
        return length - start >= BYTE_ORDER_MARK.length
                && Arrays.equals(buffer, start, start + BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    /** An event that does not end within the limit. */
    public static final class EventTooLongException extends RuntimeException {
        private static final long serialVersionUID = 1;

        EventTooLongException(int maxEventBytes) {
            super("Expected events of at most " + maxEventBytes + " bytes, but received a longer one");
        }
    }
}
