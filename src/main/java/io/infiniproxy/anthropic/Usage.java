package io.infiniproxy.anthropic;

/**
 * Tokens of one answer. The whole input is the sum of the three input figures.
 *
 * @param inputTokens input that was neither read from nor written to a cache
 * @param outputTokens output, thinking included
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/prompt-caching">Prompt caching</a>
 */
public record Usage(
        long inputTokens, long cacheCreationInputTokens, long cacheReadInputTokens, long outputTokens, long thinkingTokens) {}
