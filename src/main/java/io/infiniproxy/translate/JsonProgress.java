package io.infiniproxy.translate;

/**
 * Follows a JSON object that arrives in pieces, to know when it is complete. What begins as anything else never is. Not
 * thread-safe.
 */
final class JsonProgress {
    private int depth;
    private boolean begun;
    private boolean object;
    private boolean complete;
    private boolean inString;
    private boolean escaped;

    boolean isComplete() {
        return complete;
    }

    /** Whether what has come so far begins as an object. */
    boolean isObject() {
        return object;
    }

    boolean isInString() {
        return inString;
    }

    /** Returns how much of {@code piece} belongs to the object. */
    int accept(String piece) {
        int taken = 0;
        while (taken < piece.length() && !complete) {
            accept(piece.charAt(taken++));
        }
        return taken;
    }

    private void accept(char c) {
        if (!begun && !Character.isWhitespace(c)) {
            begun = true;
            object = c == '{';
        }
        if (!object) {
            return;
        }
        if (inString) {
            acceptInString(c);
            return;
        }
        switch (c) {
            case '"' -> inString = true;
            case '{', '[' -> depth++;
            case '}', ']' -> complete = --depth == 0;
            default -> {}
        }
    }

    private void acceptInString(char c) {
        if (escaped) {
            escaped = false;
        } else if (c == '\\') {
            escaped = true;
        } else if (c == '"') {
            inString = false;
        }
    }
}
