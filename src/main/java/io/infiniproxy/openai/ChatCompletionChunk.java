package io.infiniproxy.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A chunk of a streamed completion, or a whole completion as one chunk.
 *
 * @param model null when the backend does not say
 * @param reasoningDetails {@code reasoning_details} as they are; their text is in {@code reasoning}, too
 * @param content null or empty when there is none; so are the other texts
 * @param finishReason null until the end; also when the backend sends {@code ""} or {@code "null"}
 * @param stopSequence the stop sequence that was met, where a backend (vLLM) tells it
 * @param usage null when this chunk has none
 * @param error what went wrong, when the backend reports an error instead of an answer
 * @param hasChoice whether there was a choice at all
 */
public record ChatCompletionChunk(
        String model,
        String reasoning,
        List<JsonNode> reasoningDetails,
        String content,
        String refusal,
        List<ToolCallDelta> toolCalls,
        String finishReason,
        String stopSequence,
        CompletionUsage usage,
        BackendError error,
        boolean hasChoice) {

    /**
     * A piece of a tool call; every part may be missing.
     *
     * @param index null where the backend gives none
     * @param extraContent {@code extra_content} as it is: where Gemini puts the signature of its thoughts; null when there is none
     */
    public record ToolCallDelta(Integer index, String id, String name, String arguments, JsonNode extraContent) {}

    /** An error inside a stream or inside a 200 answer; {@code code} and {@code type} as text, or null. */
    public record BackendError(String message, String type, String code) {}
}
