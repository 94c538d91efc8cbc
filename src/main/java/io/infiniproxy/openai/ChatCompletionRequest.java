package io.infiniproxy.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a backend is asked. Null and empty members are not sent.
 *
 * @param maxTokens the limit of the answer
 * @param maxTokensField {@code max_tokens} or {@code max_completion_tokens}: backends differ
 * @param toolChoice null, or what {@code tool_choice} is
 * @param parallelToolCalls null unless the client forbids parallel calls
 * @param responseSchema a JSON Schema that the answer must fit, or null
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">Create chat completion</a>
 */
public record ChatCompletionRequest(
        String model,
        List<ChatMessage> messages,
        Integer maxTokens,
        String maxTokensField,
        Double temperature,
        Double topP,
        List<String> stop,
        boolean stream,
        List<FunctionTool> tools,
        ToolChoice toolChoice,
        Boolean parallelToolCalls,
        String reasoningEffort,
        JsonNode responseSchema) {

    /** A function that the model may call; {@code parameters} is a JSON Schema. */
    public record FunctionTool(String name, String description, JsonNode parameters) {}

    /** {@code "auto"}, {@code "none"}, {@code "required"}, or one function by name. */
    public sealed interface ToolChoice {
        record Mode(String value) implements ToolChoice {}

        record Function(String name) implements ToolChoice {}
    }
}
