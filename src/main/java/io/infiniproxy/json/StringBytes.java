package io.infiniproxy.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Goes over the bytes of JSON strings in UTF-8, eight at a time where nothing among them means anything.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-7">RFC 8259: strings</a>
 */
final class StringBytes {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FOUR = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x80 * ONES;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long LETTERS_U = 'u' * ONES;
    private static final long SPACES = ' ' * ONES;

    private StringBytes() {}

    /**
     * Returns where the string ends that begins at {@code from}, behind its quotation mark: the index of the other one. -1 when there
     * is none, or when anything is in the string that JSON or UTF-8 forbids, or a surrogate without its partner.
     */
    static int end(byte[] json, int from) {
        int i = from;
        while (true) {
            i = nextMeaning(json, i);
            if (i == json.length) {
                return -1;
            }
            byte b = json[i];
            if (b == '"') {
                return i;
            }
            i = b == '\\' ? endOfEscape(json, i) : endOfCharacters(json, i);
            if (i < 0) {
                return -1;
            }
        }
    }

    /** Returns the first index from {@code i} on at which there is no character that stands for itself in one byte. */
    private static int nextMeaning(byte[] json, int i) {
        int at = i;
        int last = json.length - Long.BYTES;
        while (at <= last) {
            long eight = (long) EIGHT.get(json, at);
            // a byte that is less than what is taken from it gets its high bit, and may give it to those behind; the first one is right
            long found = (eight | (eight ^ QUOTES) - ONES | (eight ^ BACKSLASHES) - ONES | eight - SPACES) & HIGH_BITS;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (at < json.length && json[at] >= ' ' && json[at] != '"' && json[at] != '\\') {
            at++;
        }
        return at;
    }

    /** Returns the first index from {@code i} on at which there may be a backslash with a {@code u} behind it, or this byte. */
    static int nextCodeUnitOr(byte[] json, int i, byte other) {
        int at = i;
        int last = json.length - Long.BYTES;
        long others = (other & 0xff) * ONES;
        while (at <= last) {
            long eight = (long) EIGHT.get(json, at);
            long codeUnits = below(eight ^ BACKSLASHES, ONES) & below(eight ^ LETTERS_U, ONES) >>> Byte.SIZE;
            long found = (codeUnits | below(eight ^ others, ONES)) & HIGH_BITS;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            at += Long.BYTES - 1; // the last byte may be the first of the two
        }
        while (at < json.length && json[at] != other && !isCodeUnit(json, at)) {
            at++;
        }
        return at;
    }

    /** Returns the first index from {@code i} on at which there is a backslash; {@code end} when there is none before it. */
    static int nextBackslash(byte[] json, int i, int end) {
        int at = i;
        int last = end - Long.BYTES;
        while (at <= last) {
            long found = below((long) EIGHT.get(json, at) ^ BACKSLASHES, ONES) & HIGH_BITS;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (at < end && json[at] != '\\') {
            at++;
        }
        return at;
    }

    private static boolean isCodeUnit(byte[] json, int i) {
        return json[i] == '\\' && i + 1 < json.length && json[i + 1] == 'u';
    }

    /** Sets the high bit of each byte that is less than {@code least}'s; bytes behind such a one may be marked wrongly. */
    private static long below(long eight, long least) {
        return eight - least & ~eight;
    }

    /** Returns where the escape at {@code i} ends; -1 when it is none. */
    private static int endOfEscape(byte[] json, int i) {
        if (i + 1 == json.length) {
            return -1;
        }
        byte escaped = json[i + 1];
        if (standsForOne(escaped)) {
            return i + 2;
        }
        return escaped == 'u' ? endOfCodeUnit(json, i) : -1;
    }

    /** Comparisons, the commonest first: a switch over them is too large for the JVM to compile it into its caller. */
    private static boolean standsForOne(byte escaped) {
        return escaped == 'n'
                || escaped == '"'
                || escaped == 't'
                || escaped == '\\'
                || escaped == '/'
                || escaped == 'r'
                || escaped == 'b'
                || escaped == 'f';
    }

    /** Half of a character is one escape with the other half's: by itself it is none, as no UTF-8 has it. */
    private static int endOfCodeUnit(byte[] json, int i) {
        int unit = codeUnit(json, i);
        if (unit < 0) {
            return -1;
        }
        if (!Character.isSurrogate((char) unit)) {
            return i + 6;
        }
        int partner = codeUnit(json, i + 6);
        boolean isPair = partner >= 0
                && json[i + 6] == '\\'
                && json[i + 7] == 'u'
                && Character.isSurrogatePair((char) unit, (char) partner);
        return isPair ? i + 12 : -1;
    }

    /** Returns what the escape of four hexadecimal digits at {@code i} stands for; less than 0 when it is none. */
    static int codeUnit(byte[] json, int i) {
        if (i + 6 > json.length) {
            return -1;
        }
        return hex(json[i + 2]) << 12 | hex(json[i + 3]) << 8 | hex(json[i + 4]) << 4 | hex(json[i + 5]);
    }

    /** Returns the value of a hexadecimal digit; -1 when it is none. */
    static int hex(byte digit) {
        return Character.digit(digit, 16);
    }

    /**
     * Returns where characters end that are not ASCII, the first of which is at {@code i}; -1 when there is none, or UTF-8 has no such ones.
     * A text that is valid goes on behind them, at least with a quotation mark and a brace. Each length has a branch of its own, which the
     * processor can foresee: a length that was worked out would have to be waited for, to know where the next character is.
     */
    private static int endOfCharacters(byte[] json, int i) {
        int at = i;
        while (at + Integer.BYTES <= json.length && json[at] < 0) {
            int four = (int) FOUR.get(json, at);
            if (isThreeBytes(four)) {
                at += 3;
            } else if (isTwoBytes(four)) {
                at += 2;
            } else if (isFourBytes(four)) {
                at += 4;
            } else {
                return -1;
            }
        }
        return at == i || at == json.length || json[at] < 0 ? -1 : at;
    }

    /** Says whether four bytes, of which the first is the lowest, begin with a character of two that is not too long for what it says. */
    private static boolean isTwoBytes(int four) {
        return (four & 0xc0e0) == 0x80c0 && (four & 0x1e) != 0;
    }

    /** As {@link #isTwoBytes}, for three, and no surrogate. */
    private static boolean isThreeBytes(int four) {
        int bits = four & 0x200f;
        return (four & 0xc0c0f0) == 0x8080e0 && bits != 0 && bits != 0x200d;
    }

    /** As {@link #isTwoBytes}, for four, and no more than Unicode has. */
    private static boolean isFourBytes(int four) {
        int plane = (four & 0x7) << 2 | four >> 12 & 0x3;
        return (four & 0xc0c0c0f8) == 0x808080f0 && plane >= 1 && plane <= 16;
    }
}
