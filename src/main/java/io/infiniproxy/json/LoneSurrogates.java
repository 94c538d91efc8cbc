package io.infiniproxy.json;

/**
 * Replaces surrogates that have no partner by the replacement character: escaped ones, and those encoded as if they were
 * characters. Clients that cut a text in the middle of an emoji send them, and strict JSON parsers refuse the whole request.
 *
 * @see <a href="https://github.com/anthropics/claude-code/issues/9911">claude-code#9911</a>
 */
public final class LoneSurrogates {
    private static final int ESCAPE_LENGTH = 6;
    private static final byte FIRST_OF_ENCODED = (byte) 0xed;
    private static final byte[] REPLACEMENT = {'\\', 'u', 'f', 'f', 'f', 'd'};
    private static final byte[] ENCODED_REPLACEMENT = {(byte) 0xef, (byte) 0xbf, (byte) 0xbd};

    private LoneSurrogates() {}

    /** Returns {@code json} itself when there is nothing to replace, else a changed copy of the same length. */
    public static byte[] replace(byte[] json) {
        byte[] result = json;
        int i = StringBytes.nextCodeUnitOr(json, 0, FIRST_OF_ENCODED);
        while (i < json.length) {
            if (isEncodedSurrogate(json, i)) {
                result = replace(json, result, i, ENCODED_REPLACEMENT);
                i += ENCODED_REPLACEMENT.length;
            } else if (!isSurrogate(json, i) || isEscaped(json, i)) {
                i++;
            } else if (isHigh(json, i) && isSurrogate(json, i + ESCAPE_LENGTH) && !isHigh(json, i + ESCAPE_LENGTH)) {
                i += 2 * ESCAPE_LENGTH;
            } else {
                result = replace(json, result, i, REPLACEMENT);
                i += ESCAPE_LENGTH;
            }
            i = StringBytes.nextCodeUnitOr(json, i, FIRST_OF_ENCODED);
        }
        return result;
    }

    /** Returns {@code text} with U+FFFD for every surrogate that has no partner. */
    public static String replace(String text) {
        StringBuilder replaced = null;
        int i = 0;
        while (i < text.length()) {
            int character = text.codePointAt(i);
            if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                replaced = replaced == null ? new StringBuilder(text) : replaced;
                replaced.setCharAt(i, '\ufffd');
            }
            i += Character.charCount(character);
        }
        return replaced == null ? text : replaced.toString();
    }

    private static byte[] replace(byte[] json, byte[] result, int i, byte[] replacement) {
        byte[] changed = result == json ? json.clone() : result;
        System.arraycopy(replacement, 0, changed, i, replacement.length);
        return changed;
    }

    /** Three bytes that UTF-8 forbids: U+D800 to U+DFFF. */
    private static boolean isEncodedSurrogate(byte[] json, int i) {
        return json[i] == FIRST_OF_ENCODED && i + 3 <= json.length && (json[i + 1] & 0xe0) == 0xa0 && (json[i + 2] & 0xc0) == 0x80;
    }

    /** An escape from {@code \}{@code ud800} to {@code \}{@code udfff} at {@code i}. */
    private static boolean isSurrogate(byte[] json, int i) {
        return i + ESCAPE_LENGTH <= json.length
                && json[i] == '\\'
                && json[i + 1] == 'u'
                && (json[i + 2] | 0x20) == 'd'
                && StringBytes.hex(json[i + 3]) >= 8
                && StringBytes.hex(json[i + 4]) >= 0
                && StringBytes.hex(json[i + 5]) >= 0;
    }

    /** Whether the backslash at {@code i} is one that another stands for. */
    private static boolean isEscaped(byte[] json, int i) {
        int first = i;
        while (first > 0 && json[first - 1] == '\\') {
            first--;
        }
        return (i - first) % 2 == 1;
    }

    private static boolean isHigh(byte[] json, int i) {
        return StringBytes.hex(json[i + 3]) < 0xc;
    }
}
