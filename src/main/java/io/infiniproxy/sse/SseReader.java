package io.infiniproxy.sse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts the bytes of a stream into events, wherever the network has cut them. Lines end in LF, CRLF or CR; one space after
 * the colon is dropped; a byte order mark at the start is ignored. One instance a stream; not thread-safe.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream">Parsing an event
 *     stream</a>
 */
public final class SseReader {
    private final int maxEventBytes;
    private byte[] buffer = new byte[4096];
    private int length;
    /** Up to here no event ends. */
    private int scanned;
    /** Where the line that is being scanned starts. */
    private int lineStart;

    private boolean atStreamStart = true;

    /** An event of more than {@code maxEventBytes} ends the stream with an {@link EventTooLongException}. */
    public SseReader(int maxEventBytes) {
        this.maxEventBytes = maxEventBytes;
    }

    /** Takes {@code count} bytes and returns the events that they complete. */
    public List<SseEvent> accept(byte[] bytes, int count) {
        append(bytes, count);
        List<SseEvent> events = new ArrayList<>(4);
        int start = 0;
        for (int end = nextEnd(); end >= 0; end = nextEnd()) {
            events.add(event(start, end));
            start = end;
        }
        dropBefore(start);
        if (length > maxEventBytes) {
            throw new EventTooLongException(maxEventBytes);
        }
        return events;
    }

    /** Returns the bytes after the last whole event, at the end of the stream; null when there are none. */
    public SseEvent rest() {
        return length == 0 ? null : event(0, length);
    }

    private void append(byte[] bytes, int count) {
        if (buffer.length - length < count) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + count));
        }
        System.arraycopy(bytes, 0, buffer, length, count);
        length += count;
    }

    /**
     * Returns the index after the empty line that ends the next event, or -1 when it has not come yet. A CR at the end of
     * what is there ends its line at once; an LF that follows later is skipped, as the event then starts with it.
     */
    private int nextEnd() {
        while (scanned < length) {
            byte b = buffer[scanned++];
            if (b == '\n' && scanned > 1 && buffer[scanned - 2] == '\r' && lineStart == scanned - 1) {
                lineStart = scanned; // the LF of a CRLF, whose CR has ended the line
            } else if (b == '\n' || b == '\r') {
                boolean empty = lineStart == scanned - 1;
                lineStart = scanned;
                if (empty) {
                    return endOfEmptyLine(b);
                }
            }
        }
        return -1;
    }

    private int endOfEmptyLine(byte ending) {
        if (ending == '\r' && scanned < length && buffer[scanned] == '\n') {
            scanned++;
            lineStart = scanned;
        }
        return scanned;
    }

    private void dropBefore(int start) {
        if (start == 0) {
            return;
        }
        System.arraycopy(buffer, start, buffer, 0, length - start);
        length -= start;
        scanned -= start;
        lineStart -= start;
    }

    private SseEvent event(int start, int end) {
        byte[] raw = Arrays.copyOfRange(buffer, start, end);
        int from = atStreamStart && startsWithByteOrderMark(raw) ? 3 : 0;
        atStreamStart = false;
        return new SseEvent(raw, SseData.of(raw, from));
    }

    private static boolean startsWithByteOrderMark(byte[] raw) {
        return raw.length >= 3 && raw[0] == (byte) 0xef && raw[1] == (byte) 0xbb && raw[2] == (byte) 0xbf;
    }

    /** An event that does not end within the limit. */
    public static final class EventTooLongException extends RuntimeException {
        private static final long serialVersionUID = 1;

        EventTooLongException(int maxEventBytes) {
            super("Expected events of at most " + maxEventBytes + " bytes, but received a longer one");
        }
    }
}
