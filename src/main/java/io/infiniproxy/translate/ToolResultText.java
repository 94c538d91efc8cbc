package io.infiniproxy.translate;

import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.ImageBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolResultBlock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A tool's result as the text of a tool message. */
final class ToolResultText {
    private static final String NO_OUTPUT = "(no output)";
    private static final String IMAGE = "[image: see the next user message]";

    private ToolResultText() {}

    /** Never empty, because some backends refuse that; an error says so. */
    static String of(ToolResultBlock result) {
        String text = text(result.content());
        if (result.isError() && !text.toLowerCase(Locale.ROOT).startsWith("error")) {
            return text.isBlank() ? "Error" : "Error: " + text;
        }
        return text.isEmpty() ? NO_OUTPUT : text;
    }

    private static String text(List<ContentBlock> content) {
        return content.stream()
                .map(block -> block instanceof ImageBlock ? IMAGE : ContentTexts.of(block))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }
}
