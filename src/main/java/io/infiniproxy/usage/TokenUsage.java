package io.infiniproxy.usage;

/**
 * The tokens of one request.
 *
 * @param inputTokens all input, cache reads and cache writes included
 * @param outputTokens all output, reasoning included
 * @param cacheReadInputTokens the part of the input that was read from the backend's cache
 * @param cacheCreationInputTokens the part of the input that was written to it
 * @param reasoningTokens the part of the output that was reasoning
 * @param isEstimated whether they were counted here because the backend gave none
 */
public record TokenUsage(
        long inputTokens,
        long outputTokens,
        long cacheReadInputTokens,
        long cacheCreationInputTokens,
        long reasoningTokens,
        boolean isEstimated) {

    /** Returns input and output together. */
    public long totalTokens() {
        return inputTokens + outputTokens;
    }
}
