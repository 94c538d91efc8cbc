package io.infiniproxy.translate;

import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.DocumentBlock;
import io.infiniproxy.anthropic.ContentBlock.ImageBlock;
import io.infiniproxy.anthropic.ContentBlock.Source;
import io.infiniproxy.anthropic.ContentBlock.Source.Base64Source;
import io.infiniproxy.anthropic.ContentBlock.ToolResultBlock;
import io.infiniproxy.json.RawString;
import io.infiniproxy.openai.ChatMessage.ContentPart;
import io.infiniproxy.openai.ChatMessage.ContentPart.FilePart;
import io.infiniproxy.openai.ChatMessage.ContentPart.ImageUrlPart;
import io.infiniproxy.openai.ChatMessage.ContentPart.TextPart;
import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.translate.Change.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Content as the parts of user and tool messages: text, images and files. */
record ContentParts(BackendProfile profile, Changes changes) {
    private static final String PDF = "application/pdf";

    /** Adds a block; a tool result that answers no call of this conversation becomes text. */
    void add(ContentBlock block, List<ContentPart> parts) {
        switch (block) {
            case ImageBlock image -> parts.add(image(image));
            case DocumentBlock document when isFile(document) -> addFile(document, parts);
            case DocumentBlock document -> {
                addText(ContentTexts.of(document, changes), parts);
                addImages(document.content(), parts);
            }
            case ToolResultBlock result -> {
                changes.note(Kind.ORPHAN_RESULT, result, Reason.NO_CALL_BEFORE);
                addText("[tool result " + result.toolUseId() + "] " + ToolResultText.of(result, profile, changes), parts);
                addMedia(result, true, parts);
            }
            default -> addText(ContentTexts.of(block, changes), parts);
        }
    }

    /** Returns the content of the tool message for a result; images are in it where the backend takes them there. */
    List<ContentPart> toolMessage(ToolResultBlock result) {
        List<ContentPart> parts = new ArrayList<>();
        parts.add(new TextPart(ToolResultText.of(result, profile, changes)));
        if (profile.toolImages() && profile.images()) {
            addImages(result.content(), parts);
        }
        return parts;
    }

    /** Adds what of a result goes into the user message after the tool messages. */
    void addMediaBesideToolMessage(ToolResultBlock result, List<ContentPart> parts) {
        addMedia(result, !profile.toolImages(), parts);
    }

    /**
     * Adds the files, and the images if {@code imagesToo}, of a tool result, each after a line that says whose it is.
     *
     * @see <a href="https://github.com/raine/claude-code-proxy/issues/59">claude-code-proxy#59: images of tool results</a>
     */
    private void addMedia(ToolResultBlock result, boolean imagesToo, List<ContentPart> parts) {
        String id = ToolCallIds.toBackend(result.toolUseId(), profile.toolIds());
        for (ContentBlock block : result.content()) {
            if (block instanceof ImageBlock && profile.images() && imagesToo) {
                noteMoved(block);
                parts.add(new TextPart("[image of tool result " + id + "]"));
                add(block, parts);
            } else if (block instanceof DocumentBlock document && isFile(document)) {
                noteMoved(block);
                parts.add(new TextPart("[document of tool result " + id + "]"));
                addFile(document, parts);
            } else if (block instanceof DocumentBlock document) {
                addImagesOfDocument(document, parts);
            }
        }
    }

    private void addImagesOfDocument(DocumentBlock document, List<ContentPart> parts) {
        if (profile.images()) {
            addImages(document.content(), parts);
        } else {
            document.content().stream()
                    .filter(ImageBlock.class::isInstance)
                    .forEach(image -> changes.note(Kind.IMAGE, image, Reason.IMAGE_UNSEEN));
        }
    }

    private void noteMoved(ContentBlock block) {
        changes.note(Kind.RESULT_MEDIA, block, Reason.MOVED_OUT_OF_RESULT);
    }

    private void addImages(List<ContentBlock> content, List<ContentPart> parts) {
        content.stream().filter(ImageBlock.class::isInstance).forEach(image -> add(image, parts));
    }

    private static void addText(CharSequence text, List<ContentPart> parts) {
        if (!RawString.isBlank(text)) {
            parts.add(new TextPart(text));
        }
    }

    private ContentPart image(ImageBlock image) {
        if (!profile.images()) {
            changes.note(Kind.IMAGE, image, Reason.IMAGE_UNSEEN);
            return new TextPart(ContentTexts.UNSEEN_IMAGE);
        }
        return switch (image.source()) {
            case Base64Source(String mediaType, String data) -> new ImageUrlPart("data:" + mediaType + ";base64," + data);
            case Source.UrlSource(String url) -> new ImageUrlPart(url);
            default -> {
                changes.note(Kind.IMAGE, image, Reason.IMAGE_UNREADABLE);
                yield new TextPart("[image left out: its source cannot be read here]");
            }
        };
    }

    /** Whether the backend is sent the document itself. */
    private boolean isFile(DocumentBlock document) {
        return isFile(document, profile);
    }

    static boolean isFile(DocumentBlock document, BackendProfile profile) {
        return profile.documents() && document.source() instanceof Base64Source source && source.mediaType().equals(PDF);
    }

    private static void addFile(DocumentBlock document, List<ContentPart> parts) {
        addText(Objects.requireNonNullElse(document.context(), ""), parts);
        Base64Source source = (Base64Source) document.source();
        parts.add(new FilePart(filename(document.title()), "data:" + PDF + ";base64," + source.data()));
    }

    private static String filename(String title) {
        String name = title == null || title.isBlank() ? "document" : title;
        return name.toLowerCase(Locale.ROOT).endsWith(".pdf") ? name : name + ".pdf";
    }
}
