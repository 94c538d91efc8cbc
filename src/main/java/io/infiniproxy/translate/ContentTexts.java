package io.infiniproxy.translate;

import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.DocumentBlock;
import io.infiniproxy.anthropic.ContentBlock.ImageBlock;
import io.infiniproxy.anthropic.ContentBlock.RedactedThinkingBlock;
import io.infiniproxy.anthropic.ContentBlock.SearchResultBlock;
import io.infiniproxy.anthropic.ContentBlock.Source;
import io.infiniproxy.anthropic.ContentBlock.TextBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolReferenceBlock;
import io.infiniproxy.anthropic.ContentBlock.UnknownBlock;
import io.infiniproxy.translate.Change.Kind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Content as text, for places where Chat Completions takes nothing else. */
final class ContentTexts {
    static final String UNSEEN_IMAGE = "[image left out: the model cannot see images]";

    /** Why. */
    static final String CANNOT_SEE = "The model cannot see images; a line says that there was one";

    private ContentTexts() {}

    /** Returns the blocks' texts, one below the other. */
    static String of(List<ContentBlock> blocks, Changes changes) {
        return joined(blocks.stream().map(block -> of(block, changes)));
    }

    private static String joined(Stream<String> texts) {
        return texts.filter(text -> !text.isBlank()).collect(Collectors.joining("\n\n"));
    }

    /** Returns a block's text; of what is not text, a line that says what was there; empty for what is left out. */
    static String of(ContentBlock block, Changes changes) {
        return switch (block) {
            case TextBlock text -> ofText(text, changes);
            case ToolReferenceBlock(String name) -> noted(block, "Tool loaded: " + ToolNames.accepted(name), changes);
            case SearchResultBlock result ->
                noted(block, lines(result.title(), result.source(), of(result.content(), changes)), changes);
            case DocumentBlock document -> ofDocument(document, changes);
            case ImageBlock image -> {
                changes.note(Kind.IMAGE, image, "Only texts are taken here; a line says that there was an image");
                yield "[image]";
            }
            case UnknownBlock(String type, String text) when text != null -> noted(block, text, changes);
            default -> ofNothing(block, changes);
        };
    }

    private static String ofText(TextBlock block, Changes changes) {
        if (block.text().isBlank()) {
            changes.note(Kind.BLANK_TEXT, block, "Backends refuse texts of nothing but white space");
        }
        return block.text();
    }

    private static String noted(ContentBlock block, String text, Changes changes) {
        changes.note(Kind.BLOCK_AS_TEXT, block, "Chat Completions has no such block: it is told in words");
        return text;
    }

    private static String ofNothing(ContentBlock block, Changes changes) {
        switch (block) {
            case UnknownBlock unknown -> changes.note(Kind.UNKNOWN_BLOCK, block, "A block of this type has no text");
            case RedactedThinkingBlock redacted ->
                changes.note(Kind.REDACTED_THINKING, block, "Only Anthropic's servers can read it");
            default -> changes.note(Kind.MISPLACED_BLOCK, block, "Chat Completions has no place for it in this turn");
        }
        return "";
    }

    private static String ofDocument(DocumentBlock document, Changes changes) {
        String body =
                switch (document.source()) {
                    case null -> joined(document.content().stream().map(block -> inDocument(block, changes)));
                    case Source.TextSource(String data) -> data;
                    case Source.Base64Source source -> "[document of type " + source.mediaType() + " left out]";
                    case Source.UrlSource(String url) -> "[document left out: " + url + "]";
                    case Source.UnknownSource(String type) -> "[document left out: source " + type + "]";
                };
        if (document.source() == null || document.source() instanceof Source.TextSource) {
            return noted(document, lines(document.title(), document.context(), body), changes);
        }
        changes.note(Kind.DOCUMENT, document, "The backend cannot be sent it; a line says that there was one");
        return lines(document.title(), document.context(), body);
    }

    /** The images of a document stand after its text; a line says where. */
    private static String inDocument(ContentBlock block, Changes changes) {
        return block instanceof ImageBlock ? "[image]" : of(block, changes);
    }

    private static String lines(String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isEmpty()).collect(Collectors.joining("\n"));
    }
}
