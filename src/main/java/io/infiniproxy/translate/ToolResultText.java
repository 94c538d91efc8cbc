package io.infiniproxy.translate;

import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.DocumentBlock;
import io.infiniproxy.anthropic.ContentBlock.ImageBlock;
import io.infiniproxy.anthropic.ContentBlock.TextBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolResultBlock;
import io.infiniproxy.json.RawString;
import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.translate.Change.Kind;
import java.util.List;

/** A tool's result as the text of a tool message. */
final class ToolResultText {
    private static final String ERROR = "error";
    private static final String NO_OUTPUT = "(no output)";
    private static final String IMAGE = "[image: see the next user message]";
    private static final String DOCUMENT = "[document: see the next user message]";

    private ToolResultText() {}

    /** Never empty, because some backends refuse that; an error says so. */
    static CharSequence of(ToolResultBlock result, BackendProfile profile, Changes changes) {
        CharSequence text = text(result.content(), profile, changes);
        if (result.isError() && !isError(text)) {
            changes.note(Kind.ERROR_RESULT, result, Reason.NO_IS_ERROR);
            return RawString.isBlank(text) ? "Error" : "Error: " + text;
        }
        if (text.isEmpty()) {
            changes.note(Kind.EMPTY_RESULT, result, Reason.RESULT_WITHOUT_TEXT);
        }
        return text.isEmpty() ? NO_OUTPUT : text;
    }

    private static boolean isError(CharSequence text) {
        return text.length() >= ERROR.length() && text.subSequence(0, ERROR.length()).toString().equalsIgnoreCase(ERROR);
    }

    private static CharSequence text(List<ContentBlock> content, BackendProfile profile, Changes changes) {
        JoinedText text = new JoinedText("\n");
        for (ContentBlock block : content) {
            text.add(text(block, profile, changes));
        }
        return text.text();
    }

    private static CharSequence text(ContentBlock block, BackendProfile profile, Changes changes) {
        return switch (block) {
            case TextBlock(CharSequence text) -> text;
            case ImageBlock image -> image(image, profile, changes);
            case DocumentBlock document when ContentParts.isFile(document, profile) -> DOCUMENT;
            default -> ContentTexts.of(block, changes);
        };
    }

    private static String image(ImageBlock image, BackendProfile profile, Changes changes) {
        if (!profile.images()) {
            changes.note(Kind.IMAGE, image, Reason.IMAGE_UNSEEN);
            return ContentTexts.UNSEEN_IMAGE;
        }
        return profile.toolImages() ? "[image]" : IMAGE;
    }
}
