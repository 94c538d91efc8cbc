package io.infiniproxy.usage;

import io.infiniproxy.usage.report.UsageSums;
import java.math.BigDecimal;

/** What was used with one API key in a range of time; the cost is null when no request had a price. */
public record ApiKeyUsage(
        long apiKeyId,
        long totalRequests,
        long totalInputTokens,
        long totalOutputTokens,
        long totalTokens,
        BigDecimal totalCost,
        long unpricedRequests) {

    static ApiKeyUsage of(long apiKeyId, UsageSums sums) {
        return new ApiKeyUsage(
                apiKeyId,
                sums.requests(),
                sums.inputTokens(),
                sums.outputTokens(),
                sums.totalTokens(),
                sums.cost(),
                sums.unpricedRequests());
    }
}
