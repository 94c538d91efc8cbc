package io.infiniproxy.sse;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The {@code data} lines of the event that is being read. One line stays where it is; several are joined by line feeds. */
final class EventData {
    private static final byte[] FIELD = {'d', 'a', 't', 'a'};
    private static final int NONE = -1;

    private int start = NONE;
    private int end;
    private ByteArrayOutputStream joined;

    /** Takes a line without its end, of whatever field it is. */
    void addLine(byte[] bytes, int lineStart, int lineEnd) {
        int colon = lineStart + FIELD.length;
        boolean isData = lineEnd >= colon
                && Arrays.equals(bytes, lineStart, colon, FIELD, 0, FIELD.length)
                && (lineEnd == colon || bytes[colon] == ':');
        if (isData) {
            add(bytes, valueStart(bytes, colon, lineEnd), lineEnd);
        }
    }

    private static int valueStart(byte[] bytes, int colon, int lineEnd) {
        if (lineEnd == colon) {
            return colon;
        }
        return colon + 1 < lineEnd && bytes[colon + 1] == ' ' ? colon + 2 : colon + 1;
    }

    private void add(byte[] bytes, int valueStart, int valueEnd) {
        if (start == NONE) {
            start = valueStart;
            end = valueEnd;
            return;
        }
        if (joined == null) {
            joined = new ByteArrayOutputStream();
            joined.write(bytes, start, end - start);
        }
        joined.write('\n');
        joined.write(bytes, valueStart, valueEnd - valueStart);
    }

    /** The bytes have moved. */
    void moveBy(int distance) {
        if (start != NONE) {
            start += distance;
            end += distance;
        }
    }

    /** Returns the event with the data that there is, and begins the next. */
    SseEvent take(byte[] bytes, int eventStart, int eventEnd) {
        SseEvent event;
        if (joined != null) {
            event = new SseEvent(bytes, eventStart, eventEnd, joined.toByteArray(), 0, joined.size());
        } else if (start != NONE) {
            event = new SseEvent(bytes, eventStart, eventEnd, bytes, start, end);
        } else {
            event = new SseEvent(bytes, eventStart, eventEnd, null, 0, 0);
        }
        start = NONE;
        joined = null;
        return event;
    }
}
