package io.infiniproxy.tokens;

import io.infiniproxy.json.EmbeddedJson;
import io.infiniproxy.json.RawString;
import java.util.Arrays;

/**
 * Guesses the tokens of a text in one pass over its characters. Tokenizers cut at the borders of words, numbers, punctuation
 * and lines, so a character costs what its kind and those of the two before it tell. The costs were fitted to the tokenizers of
 * three model families together, on program code of seven languages, Markdown, JSON, English and Chinese.
 */
public final class TokenGuess {
    private static final double PER_TOKEN = 100;

    private enum Kind {
        LOWER,
        UPPER,
        DIGIT,
        MARK,
        SPACE,
        LINE_BREAK,
        IDEOGRAPH,
        FOREIGN_LETTER;

        static final Kind[] ALL = values();

        boolean isLetter() {
            return this == LOWER || this == UPPER || this == FOREIGN_LETTER;
        }
    }

    /** From the first block of CJK on, Hangul and full-width forms included. */
    private static final char FIRST_IDEOGRAPH = 0x2e80;

    /** By a character that is no ideograph: the ordinal of its kind. */
    private static final byte[] KINDS = kinds();

    /** By a byte of a text: the same, or less than 0 where more bytes follow that belong to it. */
    private static final byte[] BYTE_KINDS = byteKinds();

    /** By a byte of a string in JSON, where a backslash is the first of such. */
    private static final byte[] STRING_BYTE_KINDS = stringByteKinds();

    /** By the kinds of three characters that follow each other, in base eight: what the last one costs. */
    private static final short[] COSTS = costs();

    private static final int IDEOGRAPH = Kind.IDEOGRAPH.ordinal();
    /** In UTF-8. */
    private static final byte FIRST_OF_THREE = (byte) 0xe0;

    private static final byte FIRST_OF_FOUR = (byte) 0xf0;

    private static final int START_OF_LINE = Kind.LINE_BREAK.ordinal() << 3 | Kind.LINE_BREAK.ordinal();

    /** How much of a text is looked at at once: characters are quicker to read in an array, and a copy of all would be large. */
    private static final int PART_LENGTH = 2048;

    /**
     * Of a body as large as this not all has to be looked at: a part of each period of its long texts tells as well, within a few hundredths.
     * The larger the body, the smaller that part may be.
     */
    private static final int LARGE_BODY_BYTES = 128 * 1024;

    private static final int VERY_LARGE_BODY_BYTES = 512 * 1024;
    /** A shorter text is looked at as a whole. */
    private static final int PERIOD_BYTES = 1024;

    private static final int SAMPLE_BYTES = 128;

    private long cost;
    /** Those of the last three characters. */
    private int kinds = START_OF_LINE;

    private final byte[] byteKinds;

    private TokenGuess(byte[] byteKinds) {
        this.byteKinds = byteKinds;
    }

    /** Returns about how many tokens {@code text} has; 0 for null. */
    public static long of(CharSequence text) {
        return switch (text) {
            case null -> 0;
            case RawString raw -> raw.read((json, start, end) -> of(STRING_BYTE_KINDS, json, start, end));
            case EmbeddedJson json -> json.read((utf8, start, end) -> of(BYTE_KINDS, utf8, start, end));
            default -> ofText(text.toString());
        };
    }

    /** Of a part of a body in UTF-8: the same as of its text, or nearly so in a large body. */
    private static long of(byte[] byteKinds, byte[] body, int start, int end) {
        TokenGuess guess = new TokenGuess(byteKinds);
        if (body.length < LARGE_BODY_BYTES || end - start < PERIOD_BYTES) {
            guess.add(body, start, end);
        } else {
            guess.addSamples(body, start, end, body.length < VERY_LARGE_BODY_BYTES ? PERIOD_BYTES : 2 * PERIOD_BYTES);
        }
        return guess.tokens();
    }

    private void addSamples(byte[] json, int start, int end, int period) {
        long seen = 0;
        int first = start + Math.min(period, end - start) / 2; // a text's beginning is often unlike it
        for (int middle = first; middle < end; middle += period) {
            int from = startOfCharacter(json, middle);
            seen += add(json, from, Math.min(from + SAMPLE_BYTES, end)) - from;
        }
        cost = cost * (end - start) / seen;
    }

    /** Behind what has begun before; but for the digits of an escape, which are taken for a number. */
    private static int startOfCharacter(byte[] json, int from) {
        int i = from;
        while ((json[i] & 0xc0) == 0x80) {
            i++;
        }
        int backslashes = 0;
        while (json[i - backslashes - 1] == '\\') {
            backslashes++;
        }
        return i + backslashes % 2;
    }

    private static long ofText(String text) {
        TokenGuess guess = new TokenGuess(BYTE_KINDS);
        char[] part = new char[Math.min(PART_LENGTH, text.length())];
        for (int begin = 0; begin < text.length(); begin += part.length) {
            int length = Math.min(part.length, text.length() - begin);
            text.getChars(begin, begin + length, part, 0);
            guess.add(part, 0, length);
        }
        return guess.tokens();
    }

    private void add(char[] text, int offset, int length) {
        long sum = cost;
        int before = kinds;
        for (int i = offset; i < offset + length; i++) {
            char c = text[i];
            int kind = kindOf(c);
            before = (before << 3 | kind) & COSTS.length - 1;
            sum += COSTS[before];
        }
        cost = sum;
        kinds = before;
    }

    /** Adds the characters that begin between {@code start} and {@code end}, and returns where they end. */
    private int add(byte[] json, int start, int end) {
        long sum = cost;
        int beforeThat = kinds >> 3 & 7;
        int before = kinds & 7;
        int i = start;
        while (i < end) {
            byte b = json[i];
            int kind = byteKinds[b & 0xff];
            int length = 1;
            if (kind < 0) {
                if (b == '\\') {
                    kind = kindOf(RawString.escapedAt(json, i));
                    length = json[i + 1] == 'u' ? 6 : 2;
                } else if (b < FIRST_OF_THREE) {
                    kind = KINDS[(b & 0x1f) << 6 | json[i + 1] & 0x3f];
                    length = 2;
                } else if (b < FIRST_OF_FOUR) {
                    kind = kindOf((b & 0xf) << 12 | (json[i + 1] & 0x3f) << 6 | json[i + 2] & 0x3f);
                    length = 3;
                } else {
                    kind = IDEOGRAPH; // as is each half of the pair
                    sum += COSTS[(beforeThat << 6 | before << 3 | kind) & COSTS.length - 1];
                    beforeThat = before;
                    before = kind;
                    length = 4;
                }
            }
            sum += COSTS[(beforeThat << 6 | before << 3 | kind) & COSTS.length - 1]; // waits for no step before
            beforeThat = before;
            before = kind;
            i += length;
        }
        cost = sum;
        kinds = beforeThat << 3 | before;
        return i;
    }

    private static int kindOf(int c) {
        return c < KINDS.length ? KINDS[c] : IDEOGRAPH;
    }

    private long tokens() {
        return Math.round(cost / PER_TOKEN);
    }

    /** Returns what a character costs, in hundredths of a token. */
    private static int cost(Kind beforeThat, Kind before, Kind kind) {
        return switch (kind) {
            case LOWER, UPPER -> before.isLetter()
                    ? letterInWord(before, kind)
                    : 95 - (before == Kind.MARK && beforeThat != Kind.MARK ? 50 : 0); // .name is often one token
            case DIGIT -> before == Kind.DIGIT ? 35 : 140;
            case MARK -> before == Kind.MARK ? 15 : 110;
            case SPACE -> spaceAfter(beforeThat, before);
            case LINE_BREAK -> switch (before) {
                case MARK -> 20; // often one token with the marks
                case SPACE, LINE_BREAK -> 0;
                default -> 250;
            };
            case IDEOGRAPH -> 74;
            case FOREIGN_LETTER -> 40;
        };
    }

    /** A name goes on in a capital letter, and words in capitals are known less. */
    private static int letterInWord(Kind before, Kind kind) {
        if (kind == Kind.UPPER) {
            return before == Kind.LOWER ? 110 : 13;
        }
        return 1;
    }

    /** One space belongs to the word after it; of several, the second pays for all. */
    private static int spaceAfter(Kind beforeThat, Kind before) {
        if (before != Kind.SPACE || beforeThat == Kind.SPACE) {
            return 0;
        }
        return beforeThat == Kind.LINE_BREAK ? 75 : 100;
    }

    private static Kind kind(char c) {
        if (c < 0x80) {
            return c >= 'a' && c <= 'z' ? Kind.LOWER
                    : c >= 'A' && c <= 'Z' ? Kind.UPPER
                    : c >= '0' && c <= '9' ? Kind.DIGIT
                    : c == '\n' || c == '\r' ? Kind.LINE_BREAK
                    : c <= ' ' ? Kind.SPACE
                    : Kind.MARK;
        }
        return Character.isLetter(c) ? Kind.FOREIGN_LETTER : Kind.MARK;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[FIRST_IDEOGRAPH];
        for (char c = 0; c < kinds.length; c++) {
            kinds[c] = (byte) kind(c).ordinal();
        }
        return kinds;
    }

    private static byte[] byteKinds() {
        byte[] kinds = new byte[256];
        Arrays.fill(kinds, (byte) -1);
        System.arraycopy(KINDS, 0, kinds, 0, 0x80);
        return kinds;
    }

    private static byte[] stringByteKinds() {
        byte[] kinds = BYTE_KINDS.clone();
        kinds['\\'] = -1;
        return kinds;
    }

    private static short[] costs() {
        short[] costs = new short[8 * 8 * 8];
        for (int i = 0; i < costs.length; i++) {
            costs[i] = (short) cost(Kind.ALL[i >> 6], Kind.ALL[i >> 3 & 7], Kind.ALL[i & 7]);
        }
        return costs;
    }
}
