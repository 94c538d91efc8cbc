package io.infiniproxy.usage;

/** What was used with one API key in a range of time. */
public record ApiKeyUsage(
        long apiKeyId, long totalRequests, long totalInputTokens, long totalOutputTokens, long totalTokens) {}
