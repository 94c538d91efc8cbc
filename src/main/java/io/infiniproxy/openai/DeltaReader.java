package io.infiniproxy.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.openai.ChatCompletionChunk.ToolCallDelta;
import java.io.IOException;
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

    /** Reads the value that the parser is at, to its end; null when it is no object. */
    static DeltaReader readOrNull(JsonParser json) throws IOException {
        if (!json.isExpectedStartObjectToken()) {
            json.skipChildren();
            return null;
        }
        DeltaReader delta = new DeltaReader();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            delta.readMember(name, json);
        }
        return delta;
    }

    private void readMember(String name, JsonParser json) throws IOException {
        switch (name) {
            case "content" -> {
                contentParts = json.isExpectedStartArrayToken() ? Json.treeOrNull(json) : null;
                content = contentParts == null ? Json.textOrNull(json) : null;
            }
            case "reasoning_content" -> reasoningContent = Json.textOrNull(json);
            case "reasoning" -> reasoning = Json.textOrNull(json);
            case "reasoning_details" -> reasoningDetails = Json.treeOrNull(json);
            case "refusal" -> refusal = Json.textOrNull(json);
            case "function_call" -> functionCall = json.isExpectedStartObjectToken() ? ToolCallReader.readFunction(json) : null;
            case "tool_calls" -> toolCalls = toolCalls(json);
            default -> json.skipChildren();
        }
    }

    private static List<ToolCallDelta> toolCalls(JsonParser json) throws IOException {
        if (!json.isExpectedStartArrayToken()) {
            json.skipChildren();
            return List.of();
        }
        List<ToolCallDelta> calls = new ArrayList<>(1);
        while (json.nextToken() != JsonToken.END_ARRAY) {
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
