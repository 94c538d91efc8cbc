package io.infiniproxy.translate;

import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.DocumentBlock;
import io.infiniproxy.anthropic.ContentBlock.ImageBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolResultBlock;
import io.infiniproxy.profile.BackendProfile;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A tool's result as the text of a tool message. */
final class ToolResultText {
    private static final String NO_OUTPUT = "(no output)";
    private static final String IMAGE = "[image: see the next user message]";
    private static final String DOCUMENT = "[document: see the next user message]";

    private ToolResultText() {}

    /** Never empty, because some backends refuse that; an error says so. */
    static String of(ToolResultBlock result, BackendProfile profile) {
        String text = text(result.content(), profile);
        if (result.isError() && !text.toLowerCase(Locale.ROOT).startsWith("error")) {
            return text.isBlank() ? "Error" : "Error: " + text;
        }
        return text.isEmpty() ? NO_OUTPUT : text;
    }

    private static String text(List<ContentBlock> content, BackendProfile profile) {
        return content.stream()
                .map(block -> text(block, profile))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String text(ContentBlock block, BackendProfile profile) {
        return switch (block) {
            case ImageBlock image -> image(profile);
            case DocumentBlock document when ContentParts.isFile(document, profile) -> DOCUMENT;
            default -> ContentTexts.of(block);
        };
    }

    private static String image(BackendProfile profile) {
        if (!profile.images()) {
            return ContentTexts.UNSEEN_IMAGE;
        }
        return profile.toolImages() ? "[image]" : IMAGE;
    }
}
