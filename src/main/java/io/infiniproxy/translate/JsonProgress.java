package io.infiniproxy.translate;

/** Follows a JSON object that arrives in pieces, to know when it is complete. Not thread-safe. */
final class JsonProgress {
    private int depth;
    private boolean complete;
    private boolean inString;
    private boolean escaped;

    boolean isComplete() {
        return complete;
    }

    void accept(String piece) {
        for (int i = 0; i < piece.length() && !complete; i++) {
            accept(piece.charAt(i));
        }
    }

    private void accept(char c) {
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
