package io.infiniproxy.json;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * UTF-8 that is put together from prepared parts and values: for the few shapes that are written so often that a generator for
 * each would be most of the work. One instance is used again and again, by one thread at a time.
 */
public final class JsonBytes extends OutputStream {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};
    private static final int FIRST_BYTES = 512;
    /** Of a character that stands for one of two. */
    private static final int MOST_BYTES = 6;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    public boolean isEmpty() {
        return length == 0;
    }

    /** Returns a copy of what has been written, and forgets it. */
    public byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, length);
        length = 0;
        return taken;
    }

    @Override
    public void write(int b) {
        ensureRoom(1);
        bytes[length++] = (byte) b;
    }

    @Override
    public void write(byte[] part, int offset, int count) {
        ensureRoom(count);
        System.arraycopy(part, offset, bytes, length, count);
        length += count;
    }

    /** Appends a prepared part. */
    public JsonBytes append(byte[] part) {
        write(part, 0, part.length);
        return this;
    }

    /** Appends a number that is not negative. */
    public JsonBytes append(int number) {
        if (number < 10) {
            write('0' + number);
            return this;
        }
        return append(number / 10).append(number % 10);
    }

    /** Appends a string with its quotation marks; half a surrogate pair, which UTF-8 does not have, becomes U+FFFD. */
    public JsonBytes appendString(String text) {
        write('"');
        int textLength = text.length();
        for (int i = 0; i < textLength; i++) {
            ensureRoom(MOST_BYTES);
            char c = text.charAt(i);
            if (c < 0x80) {
                appendAscii(c);
            } else if (c < 0x800) {
                bytes[length++] = (byte) (0xc0 | c >> 6);
                bytes[length++] = continuation(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < textLength && Character.isLowSurrogate(text.charAt(i + 1))) {
                appendSupplementary(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                appendThreeBytes(Character.isSurrogate(c) ? '\ufffd' : c);
            }
        }
        write('"');
        return this;
    }

    private void appendAscii(char c) {
        if (c >= ' ' && c != '"' && c != '\\') {
            bytes[length++] = (byte) c;
            return;
        }
        bytes[length++] = '\\';
        switch (c) {
            case '"', '\\' -> bytes[length++] = (byte) c;
            case '\n' -> bytes[length++] = 'n';
            case '\r' -> bytes[length++] = 'r';
            case '\t' -> bytes[length++] = 't';
            default -> {
                bytes[length++] = 'u';
                bytes[length++] = '0';
                bytes[length++] = '0';
                bytes[length++] = HEX[c >> 4];
                bytes[length++] = HEX[c & 0xf];
            }
        }
    }

    private void appendThreeBytes(char c) {
        bytes[length++] = (byte) (0xe0 | c >> 12);
        bytes[length++] = continuation(c >> 6);
        bytes[length++] = continuation(c);
    }

    private void appendSupplementary(int codePoint) {
        bytes[length++] = (byte) (0xf0 | codePoint >> 18);
        bytes[length++] = continuation(codePoint >> 12);
        bytes[length++] = continuation(codePoint >> 6);
        bytes[length++] = continuation(codePoint);
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | bits & 0x3f);
    }

    private void ensureRoom(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }
}
