package io.infiniproxy.check;

/**
 * What came, in a few words.
 *
 * @param pieces how many chunks or events the text, or the tool's arguments, came in
 * @param tool name and arguments of the tool that is called; empty when none is
 * @param isEnded whether the API's own sign of the end came
 */
public record CheckedAnswer(String text, String tool, int pieces, boolean isEnded) {
    private static final int MAX_TEXT = 60;

    /** Says what came, or throws if a trial is not passed by it. */
    String describe(Trial trial) throws UnusableAnswerException {
        if (!isEnded) {
            throw new UnusableAnswerException("the stream ended in the middle of the answer");
        }
        return switch (trial) {
            case PLAIN -> quotedText();
            case STREAMED -> quotedText() + " in " + pieces + (pieces == 1 ? " piece" : " pieces");
            case TOOL -> calledTool();
        };
    }

    private String calledTool() throws UnusableAnswerException {
        if (tool.isEmpty()) {
            throw new UnusableAnswerException("no tool was called (text: " + quoted()
                    + "). Claude Code needs a model that calls tools: set OPENAI_MODEL to one");
        }
        return tool;
    }

    private String quotedText() throws UnusableAnswerException {
        if (text.isBlank()) {
            throw new UnusableAnswerException("an answer without text came");
        }
        return quoted();
    }

    private String quoted() {
        String line = text.strip().replaceAll("\\s+", " ");
        return '"' + (line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT) + "…") + '"';
    }
}
