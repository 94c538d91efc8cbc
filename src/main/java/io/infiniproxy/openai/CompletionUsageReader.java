package io.infiniproxy.openai;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Reads usage under the names of Chat Completions, Completions and Embeddings ({@code prompt_tokens}…) or of the Responses
 * API ({@code input_tokens}…).
 */
public final class CompletionUsageReader {
    /** No answer has more; what a backend says beyond that would make sums overflow. */
    private static final long MOST = Integer.MAX_VALUE;

    private CompletionUsageReader() {}

    /** Returns the usage, or null when {@code usage} is not an object with a token count. */
    public static CompletionUsage read(JsonNode usage) {
        JsonNode prompt = either(usage, "prompt_tokens", "input_tokens");
        JsonNode completion = either(usage, "completion_tokens", "output_tokens");
        if (!prompt.isNumber() && !completion.isNumber()) {
            return null;
        }
        long hidden = hidden(usage, prompt, completion);
        JsonNode promptDetails = either(usage, "prompt_tokens_details", "input_tokens_details");
        JsonNode completionDetails = either(usage, "completion_tokens_details", "output_tokens_details");
        return new CompletionUsage(
                count(prompt),
                count(completion) + hidden,
                count(
                        either(promptDetails, "cached_tokens", "cache_read_tokens"),
                        either(usage, "prompt_cache_hit_tokens", "cached_tokens")),
                count(promptDetails.path("cache_write_tokens")),
                Math.max(hidden, count(completionDetails.path("reasoning_tokens"))));
    }

    /**
     * Output that only the total counts: the reasoning, of Gemini and Grok.
     *
     * @see <a href="https://ai.google.dev/gemini-api/docs/openai">Gemini: OpenAI compatibility</a>
     */
    private static long hidden(JsonNode usage, JsonNode prompt, JsonNode completion) {
        return prompt.isNumber() && completion.isNumber()
                ? Math.max(0, count(usage.path("total_tokens")) - count(prompt) - count(completion))
                : 0;
    }

    private static JsonNode either(JsonNode object, String name, String otherName) {
        return object.hasNonNull(name) ? object.path(name) : object.path(otherName);
    }

    private static long count(JsonNode number) {
        return Math.clamp(number.asLong(0), 0, MOST);
    }

    private static long count(JsonNode number, JsonNode otherwise) {
        return number.isNumber() ? count(number) : count(otherwise);
    }
}
