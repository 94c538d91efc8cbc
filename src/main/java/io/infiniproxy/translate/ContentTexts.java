package io.infiniproxy.translate;

import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.DocumentBlock;
import io.infiniproxy.anthropic.ContentBlock.ImageBlock;
import io.infiniproxy.anthropic.ContentBlock.SearchResultBlock;
import io.infiniproxy.anthropic.ContentBlock.Source;
import io.infiniproxy.anthropic.ContentBlock.TextBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolReferenceBlock;
import io.infiniproxy.anthropic.ContentBlock.UnknownBlock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Content as text, for places where Chat Completions takes nothing else. */
final class ContentTexts {
    static final String UNSEEN_IMAGE = "[image left out: the model cannot see images]";

    private ContentTexts() {}

    /** Returns the blocks' texts, one below the other. */
    static String of(List<ContentBlock> blocks) {
        return blocks.stream().map(ContentTexts::of).filter(text -> !text.isBlank()).collect(Collectors.joining("\n\n"));
    }

    /** Returns a block's text; of what is not text, a line that says what was there; empty for what is left out. */
    static String of(ContentBlock block) {
        return switch (block) {
            case TextBlock(String text) -> text;
            case ToolReferenceBlock(String name) -> "Tool loaded: " + ToolNames.accepted(name);
            case SearchResultBlock result -> lines(result.title(), result.source(), of(result.content()));
            case DocumentBlock document -> of(document);
            case ImageBlock image -> "[image]";
            case UnknownBlock(String type, String text) -> text == null ? "" : text;
            default -> "";
        };
    }

    private static String of(DocumentBlock document) {
        String body =
                switch (document.source()) {
                    case null -> of(document.content());
                    case Source.TextSource(String data) -> data;
                    case Source.Base64Source source -> "[document of type " + source.mediaType() + " left out]";
                    case Source.UrlSource(String url) -> "[document left out: " + url + "]";
                    case Source.UnknownSource(String type) -> "[document left out: source " + type + "]";
                };
        return lines(document.title(), document.context(), body);
    }

    private static String lines(String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isEmpty()).collect(Collectors.joining("\n"));
    }
}
