package io.infiniproxy.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.EmbeddedJson;
import java.util.List;

/** A message of a Chat Completions request, by its role. */
public sealed interface ChatMessage {

    record SystemMessage(List<ContentPart> content) implements ChatMessage {}

    record UserMessage(List<ContentPart> content) implements ChatMessage {}

    /**
     * An answer of the model.
     *
     * @param content null when there are only tool calls
     * @param reasoning null when it is not to be sent
     * @param prefix whether the answer is to go on with this message, as DeepSeek and Mistral are told
     */
    record AssistantMessage(CharSequence content, Reasoning reasoning, List<ToolCall> toolCalls, boolean prefix)
            implements ChatMessage {}

    /** The result of one tool call. */
    record ToolMessage(String toolCallId, List<ContentPart> content) implements ChatMessage {}

    /** Earlier reasoning. */
    sealed interface Reasoning {
        boolean isEmpty();

        /** In the member that the backend knows it by. */
        record Text(String field, String text) implements Reasoning {
            @Override
            public boolean isEmpty() {
                return text.isEmpty();
            }
        }

        /** {@code reasoning_details}, as OpenRouter gave them. */
        record Details(List<JsonNode> details) implements Reasoning {
            @Override
            public boolean isEmpty() {
                return details.isEmpty();
            }
        }
    }

    /** A part of a user or tool message. */
    sealed interface ContentPart {
        /** A text; {@code cacheControl} is null where no prefix ends that is worth caching. */
        record TextPart(CharSequence text, CacheControl cacheControl) implements ContentPart {
            public TextPart(CharSequence text) {
                this(text, null);
            }
        }

        /** An image: an URL, or a {@code data:} URL. */
        record ImageUrlPart(String url) implements ContentPart {}

        /** A file; {@code fileData} is a {@code data:} URL. */
        record FilePart(String filename, String fileData) implements ContentPart {}
    }

    /** {@code cache_control}, which some backends take from Anthropic's API; {@code ttl} may be null. */
    record CacheControl(String ttl) {}

    /**
     * A call of a function.
     *
     * @param arguments a JSON object
     * @param extraContent what Gemini gave beside the call, or null
     */
    record ToolCall(String id, String name, EmbeddedJson arguments, JsonNode extraContent) {}
}
