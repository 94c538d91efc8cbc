package io.infiniproxy.openai;

/**
 * Tokens of one answer, as backends report them.
 *
 * @param promptTokens the whole input, cached tokens included
 * @param completionTokens the whole output, reasoning included
 */
public record CompletionUsage(
        long promptTokens, long completionTokens, long cachedTokens, long cacheWriteTokens, long reasoningTokens) {}
