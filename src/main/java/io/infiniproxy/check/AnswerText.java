package io.infiniproxy.check;

/** Gathers an answer as it comes. One instance an answer; not thread-safe. */
final class AnswerText {
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder tool = new StringBuilder();
    private int pieces;

    void addText(String piece) {
        if (piece != null && !piece.isEmpty()) {
            text.append(piece);
            pieces++;
        }
    }

    void addToolName(String name) {
        if (name != null && !name.isEmpty()) {
            tool.append(tool.isEmpty() ? "" : ", ").append(name).append(' ');
        }
    }

    void addToolArguments(String piece) {
        if (piece != null && !piece.isEmpty()) {
            tool.append(piece);
            pieces++;
        }
    }

    CheckedAnswer end(boolean isEnded) {
        return new CheckedAnswer(text.toString(), tool.toString().strip(), pieces, isEnded);
    }
}
