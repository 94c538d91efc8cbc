package io.infiniproxy.usage;

/** What was used through one endpoint with one model, as the client named it. */
public record EndpointUsage(
        String endpoint,
        String model,
        long totalRequests,
        long totalInputTokens,
        long totalOutputTokens,
        long totalTokens) {}
