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
import io.infiniproxy.json.RawString;
import io.infiniproxy.translate.Change.Kind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Content as text, for places where Chat Completions takes nothing else. */
final class ContentTexts {
    static final String UNSEEN_IMAGE = "[image left out: the model cannot see images]";

    private ContentTexts() {}

    /** Returns the blocks' texts, one below the other. */
    static CharSequence of(List<ContentBlock> blocks, Changes changes) {
        JoinedText text = new JoinedText("\n\n");
        for (ContentBlock block : blocks) {
            text.addUnlessBlank(of(block, changes));
        }
        return text.text();
    }

    /** Returns a block's text; of what is not text, a line that says what was there; empty for what is left out. */
    static CharSequence of(ContentBlock block, Changes changes) {
        return switch (block) {
            case TextBlock text -> ofText(text, changes);
            case ToolReferenceBlock(String name) -> noted(block, "Tool loaded: " + ToolNames.accepted(name), changes);
            case SearchResultBlock result ->
                noted(block, lines(result.title(), result.source(), of(result.content(), changes).toString()), changes);
            case DocumentBlock document -> ofDocument(document, changes);
            case ImageBlock image -> {
                changes.note(Kind.IMAGE, image, Reason.TEXT_ONLY_HERE);
                yield "[image]";
            }
            case UnknownBlock(String type, String text) when text != null -> noted(block, text, changes);
            default -> ofNothing(block, changes);
        };
    }

    private static CharSequence ofText(TextBlock block, Changes changes) {
        if (RawString.isBlank(block.text())) {
            changes.note(Kind.BLANK_TEXT, block, Reason.WHITE_SPACE);
        }
        return block.text();
    }

    private static String noted(ContentBlock block, String text, Changes changes) {
        changes.note(Kind.BLOCK_AS_TEXT, block, Reason.BLOCK_IN_WORDS);
        return text;
    }

    private static String ofNothing(ContentBlock block, Changes changes) {
        switch (block) {
            case UnknownBlock unknown -> changes.note(Kind.UNKNOWN_BLOCK, block, Reason.BLOCK_WITHOUT_TEXT);
            case RedactedThinkingBlock redacted ->
                changes.note(Kind.REDACTED_THINKING, block, Reason.ONLY_ANTHROPIC_READS);
            default -> changes.note(Kind.MISPLACED_BLOCK, block, Reason.NO_PLACE);
        }
        return "";
    }

    private static String ofDocument(DocumentBlock document, Changes changes) {
        String body =
                switch (document.source()) {
                    case null -> contentOf(document, changes);
                    case Source.TextSource(String data) -> data;
                    case Source.Base64Source source -> "[document of type " + source.mediaType() + " left out]";
                    case Source.UrlSource(String url) -> "[document left out: " + url + "]";
                    case Source.UnknownSource(String type) -> "[document left out: source " + type + "]";
                };
        if (document.source() == null || document.source() instanceof Source.TextSource) {
            return noted(document, lines(document.title(), document.context(), body), changes);
        }
        changes.note(Kind.DOCUMENT, document, Reason.DOCUMENT_NOT_SENT);
        return lines(document.title(), document.context(), body);
    }

    /** The images of a document stand after its text; a line says where. */
    private static String contentOf(DocumentBlock document, Changes changes) {
        JoinedText text = new JoinedText("\n\n");
        for (ContentBlock block : document.content()) {
            text.addUnlessBlank(block instanceof ImageBlock ? "[image]" : of(block, changes));
        }
        return text.text().toString();
    }

    private static String lines(String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isEmpty()).collect(Collectors.joining("\n"));
    }
}
