package io.infiniproxy.translate;

/** Joins texts with a separator. A text that stays the only one is returned as it is: most are long, and copies of them dear. */
final class JoinedText {
    private final String separator;
    private String only = "";
    private StringBuilder several;

    JoinedText(String separator) {
        this.separator = separator;
    }

    /** Adds a text; an empty one changes nothing. */
    void add(String text) {
        if (text.isEmpty()) {
            return;
        }
        if (only.isEmpty()) {
            only = text;
            return;
        }
        if (several == null) {
            several = new StringBuilder(only);
        }
        several.append(separator).append(text);
    }

    /** Adds a text that is more than white space. */
    void addUnlessBlank(String text) {
        if (!text.isBlank()) {
            add(text);
        }
    }

    /** Returns all texts so far; empty when there was none. */
    @Override
    public String toString() {
        return several == null ? only : several.toString();
    }
}
