package io.infiniproxy.translate;

import io.infiniproxy.digest.Sha256;

/** What every backend takes as a name or an id: ASCII letters, digits, {@code _} and {@code -}. */
final class AsciiWord {
    private static final int HASH_LENGTH = 8;

    private AsciiWord() {}

    /** Whether {@code text} is of such characters only, at least one and at most {@code maxLength}. Each call of a conversation is asked. */
    static boolean is(String text, int maxLength) {
        if (text.isEmpty() || text.length() > maxLength) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isLetter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!isLetter && !(c >= '0' && c <= '9') && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns {@code text} if it is such a word, or else one that is made of it: other characters are replaced, and a hash, which is the
     * same in every turn, ends it.
     */
    static String of(String text, int maxLength) {
        if (is(text, maxLength)) {
            return text;
        }
        String accepted = text.replaceAll("[^a-zA-Z0-9_-]", "_");
        int kept = Math.min(maxLength - 1 - HASH_LENGTH, accepted.length());
        return accepted.substring(0, kept) + "_" + Sha256.hex(text).substring(0, HASH_LENGTH);
    }
}
