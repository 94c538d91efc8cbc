package io.infiniproxy.anthropic;

import io.infiniproxy.anthropic.ContentBlock.DocumentBlock;
import io.infiniproxy.anthropic.ContentBlock.ImageBlock;
import io.infiniproxy.anthropic.ContentBlock.RedactedThinkingBlock;
import io.infiniproxy.anthropic.ContentBlock.SearchResultBlock;
import io.infiniproxy.anthropic.ContentBlock.Source;
import io.infiniproxy.anthropic.ContentBlock.TextBlock;
import io.infiniproxy.anthropic.ContentBlock.ThinkingBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolReferenceBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolResultBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolUseBlock;
import io.infiniproxy.anthropic.ContentBlock.UnknownBlock;
import io.infiniproxy.json.EmbeddedJson;
import io.infiniproxy.json.Json;
import io.infiniproxy.json.JsonField;
import java.util.List;

/** Reads content blocks. A block of an unknown type is kept as such: newer clients must not fail here. */
final class ContentBlockReader {
    private ContentBlockReader() {}

    /** Reads a field that is a string or an array of blocks. */
    static List<ContentBlock> content(JsonField field) {
        if (!field.isPresent()) {
            return List.of();
        }
        if (field.isText()) {
            return List.of(new TextBlock(field.longText()));
        }
        if (!field.isArray()) {
            throw field.expected("a string or an array of content blocks");
        }
        return field.elements(ContentBlockReader::block);
    }

    private static ContentBlock block(JsonField field) {
        if (field.isText()) {
            return new TextBlock(field.longText());
        }
        String type = field.object().get("type").requiredText();
        return switch (type) {
            case "text" -> new TextBlock(field.get("text").longTextOr(""));
            case "image" -> new ImageBlock(source(field.get("source")));
            case "document" -> document(field);
            case "search_result" -> new SearchResultBlock(
                    field.get("source").textOr(""), field.get("title").textOr(""), content(field.get("content")));
            case "tool_use" -> toolUse(field);
            case "tool_result" -> new ToolResultBlock(
                    field.get("tool_use_id").requiredText(),
                    content(field.get("content")),
                    field.get("is_error").bool());
            case "tool_reference" -> new ToolReferenceBlock(field.get("tool_name").textOr(""));
            case "thinking" -> new ThinkingBlock(
                    field.get("thinking").textOr(""), field.get("signature").textOr(null));
            case "redacted_thinking" -> new RedactedThinkingBlock(field.get("data").textOr(""));
            default -> new UnknownBlock(type, OtherBlockText.of(type, field));
        };
    }

    private static ToolUseBlock toolUse(JsonField field) {
        JsonField input = field.get("input");
        return new ToolUseBlock(
                field.get("id").requiredText(),
                field.get("name").requiredText(),
                new EmbeddedJson(input.isPresent() ? input.object().value() : Json.MAPPER.createObjectNode()));
    }

    private static DocumentBlock document(JsonField field) {
        JsonField source = field.get("source").object();
        boolean hasBlocks = "content".equals(source.get("type").textOr(""));
        return new DocumentBlock(
                field.get("title").textOr(null),
                field.get("context").textOr(null),
                hasBlocks ? null : source(source),
                hasBlocks ? content(source.get("content")) : List.of());
    }

    private static Source source(JsonField field) {
        String type = field.object().get("type").requiredText();
        return switch (type) {
            case "base64" -> new Source.Base64Source(
                    field.get("media_type").requiredText(), field.get("data").requiredText());
            case "url" -> new Source.UrlSource(field.get("url").requiredText());
            case "text" -> new Source.TextSource(field.get("data").textOr(""));
            default -> new Source.UnknownSource(type);
        };
    }
}
