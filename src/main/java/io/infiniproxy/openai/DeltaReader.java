package io.infiniproxy.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.JsonCursor;
import io.infiniproxy.openai.ChatCompletionChunk.ToolCallDelta;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a choice's {@code delta} or {@code message}.
 *
 * <p>The reasoning has many names: {@code reasoning_content} (DeepSeek, Kimi, GLM, llama.cpp), {@code reasoning} (vLLM, OpenRouter),
 * {@code reasoning_details} (OpenRouter) or a {@code thinking} part of the content (Mistral). OpenRouter sends the same text under
 * two names: only the first that is found counts.
 *
 * @see <a href="https://openrouter.ai/docs/use-cases/reasoning-tokens">OpenRouter: reasoning tokens</a>
 */
final class DeltaReader {
    /** Where there is no delta. */
    static final DeltaReader NONE = new DeltaReader();

    private String content;
    /** The content where it is an array of parts, as Mistral and some gateways send it. */
    private JsonNode contentParts;
    private String reasoningContent;
    private String reasoning;
    private JsonNode reasoningDetails;
    private String refusal;
    private ToolCallDelta functionCall;
    private List<ToolCallDelta> toolCalls = List.of();

    private DeltaReader() {}

    /** Reads the value that is next; null when it is no object. */
    static DeltaReader readOrNull(JsonCursor json) throws JsonProcessingException {
        if (!json.enterObject()) {
            return null;
        }
        DeltaReader delta = new DeltaReader();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            delta.readMember(name, json);
        }
        return delta;
    }

    private void readMember(String name, JsonCursor json) throws JsonProcessingException {
        switch (name) {
            case "content" -> {
                contentParts = json.isArray() ? json.treeOrNull() : null;
                content = contentParts == null ? json.textOrNull() : null;
            }
            case "reasoning_content" -> reasoningContent = json.textOrNull();
            case "reasoning" -> reasoning = json.textOrNull();
            case "reasoning_details" -> reasoningDetails = json.treeOrNull();
            case "refusal" -> refusal = json.textOrNull();
            case "function_call" -> functionCall = ToolCallReader.readFunctionOrNull(json);
            case "tool_calls" -> toolCalls = toolCalls(json);
            default -> json.skip();
        }
    }

    private static List<ToolCallDelta> toolCalls(JsonCursor json) throws JsonProcessingException {
        if (!json.enterArray()) {
            return List.of();
        }
        List<ToolCallDelta> calls = new ArrayList<>(1);
        while (json.nextElement()) {
            calls.add(ToolCallReader.read(json));
        }
        return calls;
    }

    /** Returns the text, or null when there is none. */
    String content() {
        return contentParts == null ? content : ContentText.joined(contentParts, "text");
    }

    /** Returns the reasoning, or null when there is none. */
    String reasoning() {
        String text = isMissing(reasoningContent) ? reasoning : reasoningContent;
        if (isMissing(text) && reasoningDetails != null && reasoningDetails.isArray()) {
            text = texts(reasoningDetails);
        }
        return isMissing(text) && contentParts != null ? ContentText.joined(contentParts, "thinking") : text;
    }

    private static boolean isMissing(String text) {
        return text == null || text.isEmpty();
    }

    private static String texts(JsonNode details) {
        StringBuilder text = new StringBuilder();
        for (JsonNode detail : details) {
            text.append(detail.path("text").asText(detail.path("summary").asText("")));
        }
        return text.isEmpty() ? null : text.toString();
    }

    List<JsonNode> reasoningDetails() {
        if (reasoningDetails == null || !reasoningDetails.isArray() || reasoningDetails.isEmpty()) {
            return List.of();
        }
        List<JsonNode> list = new ArrayList<>(reasoningDetails.size());
        reasoningDetails.forEach(list::add);
        return list;
    }

    String refusal() {
        return refusal;
    }

    List<ToolCallDelta> toolCalls() {
        return functionCall == null ? toolCalls : List.of(functionCall);
    }
}
