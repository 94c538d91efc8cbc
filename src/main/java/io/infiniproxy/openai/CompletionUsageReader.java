package io.infiniproxy.openai;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads usage under the names of Chat Completions, Completions and Embeddings ({@code prompt_tokens}…) or of the Responses
 * API ({@code input_tokens}…).
 */
public final class CompletionUsageReader {
    private CompletionUsageReader() {}

    /** Returns the usage, or null when {@code usage} is not an object with a token count. */
    public static CompletionUsage read(JsonNode usage) {
        JsonNode prompt = either(usage, "prompt_tokens", "input_tokens");
        JsonNode completion = either(usage, "completion_tokens", "output_tokens");
        if (!prompt.isNumber() && !completion.isNumber()) {
            return null;
        }
        JsonNode promptDetails = either(usage, "prompt_tokens_details", "input_tokens_details");
        JsonNode completionDetails = either(usage, "completion_tokens_details", "output_tokens_details");
        return new CompletionUsage(
                count(prompt),
                count(completion),
                count(
                        either(promptDetails, "cached_tokens", "cache_read_tokens"),
                        either(usage, "prompt_cache_hit_tokens", "cached_tokens")),
                count(promptDetails.path("cache_write_tokens")),
                count(completionDetails.path("reasoning_tokens")));
    }

    private static JsonNode either(JsonNode object, String name, String otherName) {
        return object.hasNonNull(name) ? object.path(name) : object.path(otherName);
    }

    private static long count(JsonNode number) {
        return Math.max(0, number.asLong(0));
    }

    private static long count(JsonNode number, JsonNode otherwise) {
        return number.isNumber() ? count(number) : count(otherwise);
    }
}
