package io.infiniproxy.sse;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** The {@code data} lines of one event. */
final class SseData {
    private static final byte[] FIELD = {'d', 'a', 't', 'a'};

    private SseData() {}

    /** Returns the data of the event in {@code raw} from {@code start}, or null when it has no data line. */
    static byte[] of(byte[] raw, int start) {
        byte[] first = null;
        ByteArrayOutputStream joined = null;
        int lineStart = start;
        while (lineStart < raw.length) {
            int lineEnd = endOfLine(raw, lineStart);
            byte[] value = value(raw, lineStart, lineEnd);
            if (value != null && first == null) {
                first = value;
            } else if (value != null) {
                joined = joined == null ? startWith(first) : joined;
                joined.write('\n');
                joined.writeBytes(value);
            }
            lineStart = lineEnd + 1;
        }
        return joined == null ? first : joined.toByteArray();
    }

    private static ByteArrayOutputStream startWith(byte[] first) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(first);
        return bytes;
    }

    private static int endOfLine(byte[] raw, int from) {
        int i = from;
        while (i < raw.length && raw[i] != '\n' && raw[i] != '\r') {
            i++;
        }
        return i;
    }

    /** The value of a {@code data} line, or null for any other line. */
    private static byte[] value(byte[] raw, int start, int end) {
        int colon = start + FIELD.length;
        if (end < colon || !Arrays.equals(raw, start, colon, FIELD, 0, FIELD.length)) {
            return null;
        }
        if (end == colon) {
            return new byte[0];
        }
        if (raw[colon] != ':') {
            return null;
        }
        int valueStart = colon + 1 < end && raw[colon + 1] == ' ' ? colon + 2 : colon + 1;
        return Arrays.copyOfRange(raw, valueStart, end);
    }
}
