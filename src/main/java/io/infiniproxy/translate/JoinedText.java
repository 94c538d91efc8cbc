package io.infiniproxy.translate;

import io.infiniproxy.json.RawString;

/** Joins texts with a separator. A text that stays the only one is returned as it is: most are long, and copies of them dear. */
final class JoinedText {
    private final String separator;
    private CharSequence only = "";
    private StringBuilder several;

    JoinedText(String separator) {
        this.separator = separator;
    }

    /** Adds a text; an empty one changes nothing. */
    void add(CharSequence text) {
        if (text.isEmpty()) {
            return;
        }
        if (only.isEmpty()) {
            only = text;
            return;
        }
        if (several == null) {
            several = new StringBuilder(only.toString());
        }
        several.append(separator).append(text.toString());
    }

    /** Adds a text that is more than white space. */
    void addUnlessBlank(CharSequence text) {
        if (!RawString.isBlank(text)) {
            add(text);
        }
    }

    /** Returns all texts so far; empty when there was none. */
    CharSequence text() {
        return several == null ? only : several.toString();
    }
}
