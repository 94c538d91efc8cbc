package io.infiniproxy.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.json.JsonText;
import io.infiniproxy.json.LoneSurrogates;
import io.infiniproxy.openai.ChatCompletionChunk.BackendError;
import io.infiniproxy.openai.ChatCompletionChunk.ToolCallDelta;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads chunks and whole completions of any backend that calls itself OpenAI-compatible: what has an unexpected type
 * counts as missing, and what is not known is ignored.
 */
public final class ChatCompletionChunkReader {
    private ChatCompletionChunkReader() {}

    /**
     * Reads one {@code data:} of a stream, or a whole body. A character may be cut in two between chunks: in the texts of
     * the answer the halves stay as they are.
     *
     * @throws JsonProcessingException if it is not JSON
     */
    public static ChatCompletionChunk read(byte[] json) throws JsonProcessingException {
        byte[] replaced = LoneSurrogates.replace(json);
        JsonNode chunk = Json.readAsItIs(replaced);
        return replaced == json ? read(chunk) : read(chunk, Json.readAsItIs(json));
    }

    /** Reads a chunk that is parsed already. */
    public static ChatCompletionChunk read(JsonNode chunk) {
        return read(chunk, chunk);
    }

    /** The texts of the answer are those of {@code asItIs}. */
    private static ChatCompletionChunk read(JsonNode chunk, JsonNode asItIs) {
        JsonNode choice = firstChoice(chunk.path("choices"));
        JsonNode delta = delta(firstChoice(asItIs.path("choices")));
        return new ChatCompletionChunk(
                JsonText.of(chunk.path("model")),
                ReasoningText.of(delta),
                reasoningDetails(delta.path("reasoning_details")),
                ContentText.of(delta.path("content")),
                JsonText.of(delta.path("refusal")),
                toolCalls(delta),
                finishReason(choice.path("finish_reason")),
                JsonText.of(choice.path("stop_reason")),
                usage(chunk, choice),
                error(chunk, choice),
                choice.isObject());
    }

    /** An error instead of the choices, beside them, or in one. */
    private static BackendError error(JsonNode chunk, JsonNode choice) {
        if (chunk.hasNonNull("error") || !chunk.has("choices")) {
            return BackendErrorReader.read(chunk);
        }
        return choice.hasNonNull("error") ? BackendErrorReader.read(choice) : null;
    }

    /** Some relays put a whole message into a stream's chunk. */
    private static JsonNode delta(JsonNode choice) {
        return choice.path("delta").isObject() ? choice.path("delta") : choice.path("message");
    }

    /** The choice with index 0; others are not ours ({@code n > 1} is never asked for). */
    private static JsonNode firstChoice(JsonNode choices) {
        for (JsonNode choice : choices) {
            if (choice.path("index").asInt(0) == 0) {
                return choice;
            }
        }
        return choices.path(-1);
    }

    private static String finishReason(JsonNode field) {
        String reason = JsonText.of(field);
        return reason == null || reason.isEmpty() || reason.equals("null") ? null : reason;
    }

    private static CompletionUsage usage(JsonNode chunk, JsonNode choice) {
        JsonNode usage = chunk.path("usage").isObject() ? chunk.path("usage") : choice.path("usage");
        return CompletionUsageReader.read(usage);
    }

    private static List<JsonNode> reasoningDetails(JsonNode details) {
        if (!details.isArray() || details.isEmpty()) {
            return List.of();
        }
        List<JsonNode> list = new ArrayList<>(details.size());
        details.forEach(list::add);
        return list;
    }

    private static List<ToolCallDelta> toolCalls(JsonNode delta) {
        JsonNode legacy = delta.path("function_call");
        if (legacy.isObject()) {
            return List.of(toolCall(0, null, legacy, null));
        }
        JsonNode calls = delta.path("tool_calls");
        if (calls.isEmpty()) {
            return List.of();
        }
        List<ToolCallDelta> deltas = new ArrayList<>(calls.size());
        for (JsonNode call : calls) {
            JsonNode index = call.path("index");
            deltas.add(toolCall(
                    index.isInt() ? index.intValue() : null,
                    JsonText.of(call.path("id")),
                    call.path("function"),
                    call.path("extra_content").isEmpty() ? null : call.path("extra_content")));
        }
        return deltas;
    }

    /** Arguments are text; some backends send the object itself. */
    private static ToolCallDelta toolCall(
            Integer index, String id, JsonNode function, JsonNode extraContent) {
        String name = JsonText.of(function.path("name"));
        JsonNode arguments = function.path("arguments");
        return new ToolCallDelta(
                index,
                id,
                name == null ? null : LoneSurrogates.replace(name),
                arguments.isContainerNode() ? arguments.toString() : JsonText.of(arguments),
                extraContent);
    }
}
