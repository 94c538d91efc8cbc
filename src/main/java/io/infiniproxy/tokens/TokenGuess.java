package io.infiniproxy.tokens;

/**
 * Guesses the tokens of a text in one pass over its characters. Tokenizers cut at the borders of words, numbers, punctuation
 * and indentation, and so does this; what a piece costs was fitted to o200k on code, JSON, English and Chinese.
 */
public final class TokenGuess {
    private static final int LETTERS_PER_TOKEN = 8;
    private static final int DIGITS_PER_TOKEN = 3;
    private static final int MARKS_PER_TOKEN = 3;
    private static final double TOKENS_PER_IDEOGRAPH = 0.75;
    private static final double TOKENS_PER_FOREIGN_LETTER = 0.4;

    private enum Kind {
        LETTER,
        DIGIT,
        SPACE,
        MARK,
        IDEOGRAPH,
        FOREIGN_LETTER
    }

    private static final Kind[] ASCII = ascii();

    private TokenGuess() {}

    /** Returns about how many tokens {@code text} has; 0 for null. */
    public static long of(String text) {
        if (text == null) {
            return 0;
        }
        double tokens = 0;
        int start = 0;
        Kind kind = null;
        for (int i = 0; i < text.length(); i++) {
            Kind next = kind(text.charAt(i));
            if (next != kind || next == Kind.LETTER && isHump(text, i)) {
                tokens += piece(kind, text, start, i);
                kind = next;
                start = i;
            }
        }
        return Math.round(tokens + piece(kind, text, start, text.length()));
    }

    /** Where a name goes on in a capital letter. */
    private static boolean isHump(String text, int i) {
        return isUpper(text.charAt(i)) && !isUpper(text.charAt(i - 1));
    }

    private static double piece(Kind kind, String text, int start, int end) {
        int length = end - start;
        return switch (kind) {
            case null -> 0;
            case LETTER -> 1 + (length - 1) / LETTERS_PER_TOKEN;
            case DIGIT -> 1 + (length - 1) / DIGITS_PER_TOKEN;
            case MARK -> 1 + (length - 1) / MARKS_PER_TOKEN;
            case IDEOGRAPH -> length * TOKENS_PER_IDEOGRAPH;
            case FOREIGN_LETTER -> length * TOKENS_PER_FOREIGN_LETTER;
            case SPACE -> length == 1 && text.charAt(start) == ' ' ? 0 : 1; // one space belongs to the word after it
        };
    }

    private static Kind kind(char c) {
        if (c < ASCII.length) {
            return ASCII[c];
        }
        // from the first CJK block on, Hangul and full-width forms included
        return c >= 0x2e80 ? Kind.IDEOGRAPH : Character.isLetter(c) ? Kind.FOREIGN_LETTER : Kind.MARK;
    }

    private static Kind[] ascii() {
        Kind[] kinds = new Kind[128];
        for (char c = 0; c < kinds.length; c++) {
            kinds[c] = Character.isLetter(c) ? Kind.LETTER
                    : Character.isDigit(c) ? Kind.DIGIT
                    : c <= ' ' ? Kind.SPACE
                    : Kind.MARK;
        }
        return kinds;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
