package io.infiniproxy.tokens;

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

    /** By the kinds of three characters that follow each other, in base eight: what the last one costs. */
    private static final short[] COSTS = costs();

    private static final int IDEOGRAPH = Kind.IDEOGRAPH.ordinal();
    private static final int START_OF_LINE = Kind.LINE_BREAK.ordinal() << 3 | Kind.LINE_BREAK.ordinal();

    /** How much of a text is looked at at once: characters are quicker to read in an array, and a copy of all would be large. */
    private static final int PART_LENGTH = 2048;

    private long cost;
    /** Those of the last three characters. */
    private int kinds = START_OF_LINE;

    private TokenGuess() {}

    /** Returns about how many tokens {@code text} has; 0 for null. */
    public static long of(String text) {
        if (text == null) {
            return 0;
        }
        TokenGuess guess = new TokenGuess();
        char[] part = new char[Math.min(PART_LENGTH, text.length())];
        for (int begin = 0; begin < text.length(); begin += part.length) {
            int length = Math.min(part.length, text.length() - begin);
            text.getChars(begin, begin + length, part, 0);
            guess.add(part, 0, length);
        }
        return guess.tokens();
    }

    /** Returns about how many tokens the text has that stands in these characters. */
    public static long of(char[] text, int offset, int length) {
        TokenGuess guess = new TokenGuess();
        guess.add(text, offset, length);
        return guess.tokens();
    }

    private void add(char[] text, int offset, int length) {
        long sum = cost;
        int before = kinds;
        for (int i = offset; i < offset + length; i++) {
            char c = text[i];
            int kind = c < KINDS.length ? KINDS[c] : IDEOGRAPH;
            before = (before << 3 | kind) & COSTS.length - 1;
            sum += COSTS[before];
        }
        cost = sum;
        kinds = before;
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

    private static short[] costs() {
        short[] costs = new short[8 * 8 * 8];
        for (int i = 0; i < costs.length; i++) {
            costs[i] = (short) cost(Kind.ALL[i >> 6], Kind.ALL[i >> 3 & 7], Kind.ALL[i & 7]);
        }
        return costs;
    }
}
