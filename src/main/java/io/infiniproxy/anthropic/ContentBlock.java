package io.infiniproxy.anthropic;

import io.infiniproxy.json.EmbeddedJson;
import java.util.List;

/**
 * A piece of a message's content, in a request or in an answer.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/messages">Messages API</a>
 */
public sealed interface ContentBlock {

    /** {@code text} is an {@link io.infiniproxy.json.RawString} when it is long: most of what a conversation says only passes. */
    record TextBlock(CharSequence text) implements ContentBlock {}

    record ImageBlock(Source source) implements ContentBlock {}

    /** A document: a source, or content blocks of its own; the other of the two is null or empty. */
    record DocumentBlock(String title, String context, Source source, List<ContentBlock> content)
            implements ContentBlock {}

    record SearchResultBlock(String source, String title, List<ContentBlock> content) implements ContentBlock {}

    record ToolUseBlock(String id, String name, EmbeddedJson input) implements ContentBlock {}

    record ToolResultBlock(String toolUseId, List<ContentBlock> content, boolean isError) implements ContentBlock {}

    /** Names a tool that a tool search has found. */
    record ToolReferenceBlock(String toolName) implements ContentBlock {}

    record ThinkingBlock(String thinking, String signature) implements ContentBlock {}

    record RedactedThinkingBlock(String data) implements ContentBlock {}

    /** A block of another type, as far as it can be put in words; {@code text} is null when it has none. */
    record UnknownBlock(String type, String text) implements ContentBlock {}

    /** Where the bytes of an image or a document are. */
    sealed interface Source {
        record Base64Source(String mediaType, String data) implements Source {}

        record UrlSource(String url) implements Source {}

        /** Plain text, as documents may carry it. */
        record TextSource(String data) implements Source {}

        /** A source that cannot be reached from here, such as a file id. */
        record UnknownSource(String type) implements Source {}
    }
}
