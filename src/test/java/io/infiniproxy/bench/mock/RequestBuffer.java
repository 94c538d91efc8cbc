package io.infiniproxy.bench.mock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Gathers one HTTP request, and finds in it the few things that the mock backend looks at. */
final class RequestBuffer {
    private static final int FIRST_SIZE = 4096;
    private static final byte[] HEAD_END = ascii("\r\n\r\n");
    private static final byte[] CONTENT_LENGTH = ascii("\r\ncontent-length:");
    private static final byte[] MODEL = ascii("\"model\":");
    private static final byte[] STREAM = ascii("\"stream\":");

    private byte[] bytes = new byte[FIRST_SIZE];
    private int length;
    private int headLength;
    private int bodyLength;

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Takes more of the request, and returns whether it is whole. */
    boolean accept(ByteBuffer more) {
        int searchFrom = Math.max(0, length - HEAD_END.length);
        append(more);
        if (headLength == 0) {
            int end = indexOf(HEAD_END, searchFrom, length);
            if (end < 0) {
                return false;
            }
            headLength = end + HEAD_END.length;
            bodyLength = contentLength();
            grow(headLength + bodyLength);
        }
        return length >= headLength + bodyLength;
    }

    private void append(ByteBuffer more) {
        int count = more.remaining();
        grow(length + count);
        more.get(bytes, length, count);
        length += count;
    }

    private void grow(int size) {
        if (size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size, 2 * bytes.length));
        }
    }

    /** Clients here wait for the answer before they send the next request. */
    void clear() {
        length = 0;
        headLength = 0;
        bodyLength = 0;
    }

    boolean isGet() {
        return bytes[0] == 'G';
    }

    /** Returns the path of the request line. */
    String path() {
        int from = indexOf(ascii(" "), 0, headLength) + 1;
        return new String(bytes, from, indexOf(ascii(" "), from, headLength) - from, StandardCharsets.US_ASCII);
    }

    /** Returns the first member of that name, wherever it stands: the model of the request, or "". */
    String model() {
        int from = valueOf(MODEL);
        if (from < 0 || bytes[from] != '"') {
            return "";
        }
        int to = from + 1;
        while (bytes[to] != '"') {
            to++;
        }
        return new String(bytes, from + 1, to - from - 1, StandardCharsets.ISO_8859_1);
    }

    boolean wantsStream() {
        int from = valueOf(STREAM);
        return from >= 0 && bytes[from] == 't';
    }

    /** A name in a text has its quotes escaped, and so is not found. */
    private int valueOf(byte[] name) {
        int at = indexOf(name, headLength, length);
        if (at < 0) {
            return -1;
        }
        at += name.length;
        while (bytes[at] == ' ') {
            at++;
        }
        return at;
    }

    private int contentLength() {
        int at = indexOfIgnoringCase(CONTENT_LENGTH, headLength);
        if (at < 0) {
            return 0;
        }
        int value = 0;
        for (int i = at + CONTENT_LENGTH.length; bytes[i] != '\r'; i++) {
            if (bytes[i] != ' ') {
                value = 10 * value + bytes[i] - '0';
            }
        }
        return value;
    }

    private int indexOf(byte[] wanted, int from, int to) {
        byte first = wanted[0];
        for (int i = from; i <= to - wanted.length; i++) {
            if (bytes[i] == first && Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private int indexOfIgnoringCase(byte[] lowerCase, int to) {
        for (int i = 0; i <= to - lowerCase.length; i++) {
            if (bytes[i] == '\r' && isAt(i, lowerCase)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isAt(int at, byte[] lowerCase) {
        for (int i = 0; i < lowerCase.length; i++) {
            int letter = bytes[at + i];
            if ((letter >= 'A' && letter <= 'Z' ? letter + 32 : letter) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }
}
