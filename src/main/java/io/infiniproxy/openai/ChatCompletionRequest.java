package io.infiniproxy.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a backend is asked. Null and empty members are not sent.
 *
 * @param continueFinalMessage whether the answer goes on with the last message, as vLLM is told
 * @param responseFormat null, or what form the answer has to have
 * @param serviceTier {@code service_tier}
 * @param promptCacheKey {@code prompt_cache_key}
 * @param webSearch the member that makes the backend search the web: {@code web_search_options}, {@code plugins}, or null
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create">Create chat completion</a>
 */
public record ChatCompletionRequest(
        String model,
        List<ChatMessage> messages,
        boolean continueFinalMessage,
        Limits limits,
        boolean stream,
        Tools tools,
        Reasoning reasoning,
        ResponseFormat responseFormat,
        String serviceTier,
        String promptCacheKey,
        String webSearch) {

    /**
     * The limits of the answer, and how its words are chosen.
     *
     * @param maxTokensField {@code max_tokens} or {@code max_completion_tokens}: backends differ
     */
    public record Limits(
            Integer maxTokens, String maxTokensField, Double temperature, Double topP, Integer topK, List<String> stop) {}

    /**
     * The functions that the model may call.
     *
     * @param choice null, or what {@code tool_choice} is
     * @param parallel null unless parallel calls are forbidden
     */
    public record Tools(List<FunctionTool> functions, ToolChoice choice, Boolean parallel) {}

    /** A function that the model may call; {@code parameters} is a JSON Schema, {@code strict} null where it is not said. */
    public record FunctionTool(String name, String description, JsonNode parameters, Boolean strict) {}

    /** {@code "auto"}, {@code "none"}, {@code "required"}, or one function by name. */
    public sealed interface ToolChoice {
        record Mode(String value) implements ToolChoice {}

        record Function(String name) implements ToolChoice {}
    }

    /**
     * How the model is told to think.
     *
     * @param effort {@code reasoning_effort}
     * @param switchField {@code thinking}, {@code enable_thinking} or {@code chat_template_kwargs}
     * @param enabled null where {@code switchField} is not sent
     */
    public record Reasoning(String effort, String switchField, Boolean enabled) {}

    /** What {@code response_format} asks for. */
    public sealed interface ResponseFormat {
        /** JSON that fits a schema; {@code strict} is null where it is not said. */
        record JsonSchema(JsonNode schema, Boolean strict) implements ResponseFormat {}

        /** JSON of any form. */
        record JsonObject() implements ResponseFormat {}
    }
}
