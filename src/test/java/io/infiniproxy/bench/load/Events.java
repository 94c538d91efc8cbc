package io.infiniproxy.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the fields of server-sent events whose data is one line, and keeps the name of the event that is under way. */
final class Events implements EventLines.Listener {
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = "event:".getBytes(StandardCharsets.US_ASCII);

    private final DataListener listener;
    private boolean hasData;
    private byte[] name = new byte[64];
    private int nameLength;

    /** Is given the data of each event, at its line. */
    interface DataListener {
        void data(byte[] bytes, int from, int to);
    }

    Events(DataListener listener) {
        this.listener = listener;
    }

    void clear() {
        hasData = false;
        nameLength = 0;
    }

    @Override
    public void line(byte[] bytes, int from, int to) {
        if (from == to) {
            clear();
        } else if (startsWith(bytes, from, to, DATA)) {
            if (hasData) {
                throw new WrongAnswerException("event: expected one line of data, got two");
            }
            hasData = true;
            listener.data(bytes, value(bytes, from + DATA.length, to), to);
        } else if (startsWith(bytes, from, to, EVENT)) {
            int start = value(bytes, from + EVENT.length, to);
            nameLength = Math.min(name.length, to - start);
            System.arraycopy(bytes, start, name, 0, nameLength);
        } else if (bytes[from] != ':') {
            throw new WrongAnswerException(
                    "event: expected a field or a comment, got " + new String(bytes, from, to - from, StandardCharsets.UTF_8));
        }
    }

    /** Whether the event under way has this name. */
    boolean isNamed(byte[] json, int from, int to) {
        return Arrays.equals(name, 0, nameLength, json, from, to);
    }

    /** The last event must have ended, too. */
    void expectEnd() {
        if (hasData) {
            throw new WrongAnswerException("event: expected the empty line that ends it, got the end of the body");
        }
    }

    private static boolean startsWith(byte[] bytes, int from, int to, byte[] start) {
        return to - from >= start.length && Arrays.equals(bytes, from, from + start.length, start, 0, start.length);
    }

    private static int value(byte[] bytes, int from, int to) {
        return from < to && bytes[from] == ' ' ? from + 1 : from;
    }
}
