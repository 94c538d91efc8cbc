package io.infiniproxy.check;

import io.infiniproxy.texts.Texts;

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
    String describe(Trial trial, Texts words) throws UnusableAnswerException {
        if (!isEnded) {
            throw new UnusableAnswerException(words.get("cutShort"));
        }
        return switch (trial) {
            case PLAIN -> quotedText(words);
            case STREAMED -> words.get(pieces == 1 ? "inOnePiece" : "inPieces", quotedText(words), pieces);
            case TOOL -> calledTool(words);
        };
    }

    private String calledTool(Texts words) throws UnusableAnswerException {
        if (tool.isEmpty()) {
            throw new UnusableAnswerException(words.get("noToolCalled", quoted()));
        }
        return tool;
    }

    private String quotedText(Texts words) throws UnusableAnswerException {
        if (text.isBlank()) {
            throw new UnusableAnswerException(words.get("noText"));
        }
        return quoted();
    }

    private String quoted() {
        String line = text.strip().replaceAll("\\s+", " ");
        return '"' + (line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT) + "…") + '"';
    }
}
