package io.infiniproxy.openai;

import java.util.List;

/** A message of a Chat Completions request, by its role. */
public sealed interface ChatMessage {

    record SystemMessage(String content) implements ChatMessage {}

    record UserMessage(List<ContentPart> content) implements ChatMessage {}

    /**
     * An answer of the model.
     *
     * @param content null when there are only tool calls
     * @param reasoningContent null when it is not to be sent
     */
    record AssistantMessage(String content, String reasoningContent, List<ToolCall> toolCalls) implements ChatMessage {}

    /** The result of one tool call. */
    record ToolMessage(String toolCallId, String content) implements ChatMessage {}

    /** A part of a user message. */
    sealed interface ContentPart {
        record TextPart(String text) implements ContentPart {}

        /** An image: an URL, or a {@code data:} URL. */
        record ImageUrlPart(String url) implements ContentPart {}

        /** A file; {@code fileData} is a {@code data:} URL. */
        record FilePart(String filename, String fileData) implements ContentPart {}
    }

    /**
     * A call of a function.
     *
     * @param arguments a JSON object, as text
     */
    record ToolCall(String id, String name, String arguments) {}
}
