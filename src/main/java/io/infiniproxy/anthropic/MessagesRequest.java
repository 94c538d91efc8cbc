package io.infiniproxy.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a client sends to {@code POST /v1/messages}, as far as it can be acted on.
 *
 * @param maxTokens null only where the endpoint does not ask for it ({@code count_tokens})
 * @param system the system prompt's texts, in order
 * @param systemCacheControl the last mark in the system prompt, or null
 * @param thinkingType {@code enabled}, {@code adaptive}, {@code disabled}, or null
 * @param thinkingBudgetTokens null when not given
 * @param effort {@code output_config.effort}, or null
 * @param outputSchema the JSON Schema of {@code output_config.format}, or null
 * @param userId {@code metadata.user_id}, or null
 * @param serviceTier {@code auto}, {@code standard_only}, or null
 * @param speed {@code fast}, {@code standard}, or null
 * @param cacheControl the mark of the whole request, or null
 * @param ignored the paths of what the body holds and nothing here acts on, {@code messages[3].content[1].citations}
 * @param hadLoneSurrogates whether texts of the body had halves of characters, which became U+FFFD
 * @see <a href="https://platform.claude.com/docs/en/api/messages/create">Create a Message</a>
 */
public record MessagesRequest(
        String model,
        Integer maxTokens,
        List<MessageParam> messages,
        List<String> system,
        CacheControl systemCacheControl,
        boolean stream,
        Double temperature,
        Double topP,
        Integer topK,
        List<String> stopSequences,
        List<Tool> tools,
        ToolChoice toolChoice,
        String thinkingType,
        Integer thinkingBudgetTokens,
        String effort,
        JsonNode outputSchema,
        String userId,
        String serviceTier,
        String speed,
        CacheControl cacheControl,
        List<String> ignored,
        boolean hadLoneSurrogates) {
    /** No model has a longer name; prices, lessons and records are kept by it, so it must not be of any length. */
    public static final int MAX_MODEL_LENGTH = 512;
}
