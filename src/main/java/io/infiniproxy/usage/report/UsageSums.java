package io.infiniproxy.usage.report;

import io.infiniproxy.usage.Cost;
import java.math.BigDecimal;
import java.util.Collection;

/**
 * What some requests used together. Tokens as in {@link io.infiniproxy.usage.TokenUsage}.
 *
 * @param costNanos of the requests that have a price, in billionths of the currency
 * @param unpricedRequests those that used tokens of a model without a price
 * @param estimatedRequests those whose tokens were counted here
 */
public record UsageSums(
        long requests,
        long failedRequests,
        long cancelledRequests,
        long inputTokens,
        long cacheReadInputTokens,
        long cacheCreationInputTokens,
        long outputTokens,
        long reasoningTokens,
        long totalTokens,
        long costNanos,
        long unpricedRequests,
        long estimatedRequests) {
    private static final UsageSums NOTHING = new UsageSums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Adds up. */
    public static UsageSums of(Collection<UsageSums> parts) {
        return parts.stream().reduce(NOTHING, UsageSums::plus);
    }

    private UsageSums plus(UsageSums other) {
        return new UsageSums(
                requests + other.requests,
                failedRequests + other.failedRequests,
                cancelledRequests + other.cancelledRequests,
                inputTokens + other.inputTokens,
                cacheReadInputTokens + other.cacheReadInputTokens,
                cacheCreationInputTokens + other.cacheCreationInputTokens,
                outputTokens + other.outputTokens,
                reasoningTokens + other.reasoningTokens,
                totalTokens + other.totalTokens,
                costNanos + other.costNanos,
                unpricedRequests + other.unpricedRequests,
                estimatedRequests + other.estimatedRequests);
    }

    /** Returns the cost in units of the currency; null when all there is to tell is what has no price, for that is not free. */
    public BigDecimal cost() {
        return unpricedRequests > 0 && costNanos == 0 ? null : Cost.ofNanos(costNanos);
    }
}
