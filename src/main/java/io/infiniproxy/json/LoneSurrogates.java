package io.infiniproxy.json;

/**
 * Replaces escaped surrogates that have no partner by the replacement character. Clients that cut a text in the middle
 * of an emoji send them, and strict JSON parsers refuse the whole request.
 *
 * @see <a href="https://github.com/anthropics/claude-code/issues/9911">claude-code#9911</a>
 */
public final class LoneSurrogates {
    private static final int ESCAPE_LENGTH = 6;
    private static final byte[] REPLACEMENT = {'\\', 'u', 'f', 'f', 'f', 'd'};

    private LoneSurrogates() {}

    /** Returns {@code json} itself when there is nothing to replace, else a changed copy of the same length. */
    public static byte[] replace(byte[] json) {
        byte[] result = json;
        int i = 0;
        while (i < json.length) {
            if (json[i] != '\\') {
                i++;
            } else if (!isSurrogate(json, i)) {
                i += 2;
            } else if (isHigh(json, i) && isSurrogate(json, i + ESCAPE_LENGTH) && !isHigh(json, i + ESCAPE_LENGTH)) {
                i += 2 * ESCAPE_LENGTH;
            } else {
                if (result == json) {
                    result = json.clone();
                }
                System.arraycopy(REPLACEMENT, 0, result, i, ESCAPE_LENGTH);
                i += ESCAPE_LENGTH;
            }
        }
        return result;
    }

    /** An escape from {@code \}{@code ud800} to {@code \}{@code udfff} at {@code i}. */
    private static boolean isSurrogate(byte[] json, int i) {
        return i + ESCAPE_LENGTH <= json.length
                && json[i] == '\\'
                && json[i + 1] == 'u'
                && (json[i + 2] | 0x20) == 'd'
                && hex(json[i + 3]) >= 8;
    }

    private static boolean isHigh(byte[] json, int i) {
        return hex(json[i + 3]) < 0xc;
    }

    private static int hex(byte digit) {
        return Character.digit(digit, 16);
    }
}
