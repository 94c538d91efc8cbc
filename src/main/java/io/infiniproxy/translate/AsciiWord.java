package io.infiniproxy.translate;

/** What every backend takes as a name or an id: ASCII letters, digits, {@code _} and {@code -}. */
final class AsciiWord {
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
}
