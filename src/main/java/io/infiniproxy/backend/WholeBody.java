package io.infiniproxy.backend;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads answers to their end, as {@link InputStream#readAllBytes} does, which takes 16 KB before its first byte; most answers are short. */
public final class WholeBody {
    private static final int FIRST_BYTES = 1024;
    private static final byte[] NOTHING = {};

    private WholeBody() {}

    /** Returns all of {@code body}. */
    public static byte[] read(InputStream body) throws IOException {
        return read(NOTHING, body);
    }

    /** Returns {@code start}, which has been read before, and all that follows. */
    static byte[] read(byte[] start, InputStream rest) throws IOException {
        byte[] whole = Arrays.copyOf(start, start.length + FIRST_BYTES);
        int length = start.length;
        for (int count = 0; count >= 0; count = rest.read(whole, length, whole.length - length)) {
            length += count;
            if (length == whole.length) {
                whole = Arrays.copyOf(whole, 2 * length);
            }
        }
        return Arrays.copyOf(whole, length);
    }
}
