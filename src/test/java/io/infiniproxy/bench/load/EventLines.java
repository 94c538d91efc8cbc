package io.infiniproxy.bench.load;

import java.util.Arrays;

/** Cuts a stream of events into its lines. A line that lies whole in what has come is not copied. */
final class EventLines {
    private final Listener listener;
    private byte[] begun = new byte[512];
    private int length;

    /** Is given each line, without its end; an empty line ends an event. */
    interface Listener {
        void line(byte[] bytes, int from, int to);
    }

    EventLines(Listener listener) {
        this.listener = listener;
    }

    void clear() {
        length = 0;
    }

    void accept(byte[] bytes, int from, int to) {
        int lineStart = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                line(bytes, lineStart, i);
                lineStart = i + 1;
            }
        }
        keep(bytes, lineStart, to);
    }

    private void line(byte[] bytes, int from, int to) {
        if (length == 0) {
            listener.line(bytes, from, withoutReturn(bytes, from, to));
        } else {
            keep(bytes, from, to);
            int all = length;
            length = 0;
            listener.line(begun, 0, withoutReturn(begun, 0, all));
        }
    }

    private static int withoutReturn(byte[] bytes, int from, int to) {
        return to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    }

    private void keep(byte[] bytes, int from, int to) {
        int count = to - from;
        if (length + count > begun.length) {
            begun = Arrays.copyOf(begun, Math.max(length + count, 2 * begun.length));
        }
        System.arraycopy(bytes, from, begun, length, count);
        length += count;
    }

    void expectEnd() {
        if (length > 0) {
            throw new WrongAnswerException("expected the end of a line, got the end of the body after " + length + " bytes of it");
        }
    }
}
