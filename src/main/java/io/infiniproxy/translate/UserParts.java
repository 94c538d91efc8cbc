package io.infiniproxy.translate;

import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.ImageBlock;
import io.infiniproxy.anthropic.ContentBlock.Source;
import io.infiniproxy.anthropic.ContentBlock.ToolResultBlock;
import io.infiniproxy.openai.ChatMessage.ContentPart;
import io.infiniproxy.openai.ChatMessage.ContentPart.ImageUrlPart;
import io.infiniproxy.openai.ChatMessage.ContentPart.TextPart;
import java.util.List;

/** The parts of a user message. */
final class UserParts {
    private UserParts() {}

    /** Adds a block; a tool result that answers no call of this conversation becomes text. */
    static void add(ContentBlock block, List<ContentPart> parts) {
        switch (block) {
            case ImageBlock(Source source) -> parts.add(image(source));
            case ToolResultBlock result -> {
                parts.add(new TextPart("[tool result " + result.toolUseId() + "] " + ToolResultText.of(result)));
                addImages(result, parts);
            }
            default -> addText(ContentTexts.of(block), parts);
        }
    }

    /**
     * Adds the images of a tool result, which a tool message cannot hold, each after a line that says whose it is.
     *
     * @see <a href="https://github.com/raine/claude-code-proxy/issues/59">claude-code-proxy#59: images of tool results</a>
     */
    static void addImages(ToolResultBlock result, List<ContentPart> parts) {
        for (ContentBlock block : result.content()) {
            if (block instanceof ImageBlock(Source source)) {
                parts.add(new TextPart("[image of tool result " + ToolNames.idToBackend(result.toolUseId()) + "]"));
                parts.add(image(source));
            }
        }
    }

    private static void addText(String text, List<ContentPart> parts) {
        if (!text.isBlank()) {
            parts.add(new TextPart(text));
        }
    }

    private static ContentPart image(Source source) {
        return switch (source) {
            case Source.Base64Source(String mediaType, String data) -> new ImageUrlPart("data:" + mediaType + ";base64," + data);
            case Source.UrlSource(String url) -> new ImageUrlPart(url);
            default -> new TextPart("[image left out: its source cannot be read here]");
        };
    }
}
