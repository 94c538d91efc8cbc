package io.infiniproxy.usage;

import io.infiniproxy.usage.report.ReportRow;
import java.math.BigDecimal;

/** What was used through one endpoint with one model, as the client named it; the cost is null when no request had a price. */
public record EndpointUsage(
        String endpoint,
        String model,
        long totalRequests,
        long totalInputTokens,
        long totalOutputTokens,
        long totalTokens,
        BigDecimal totalCost,
        long unpricedRequests) {

    static EndpointUsage of(ReportRow row) {
        return new EndpointUsage(
                (String) row.group().get("endpoint"),
                (String) row.group().get("model"),
                row.sums().requests(),
                row.sums().inputTokens(),
                row.sums().outputTokens(),
                row.sums().totalTokens(),
                row.sums().cost(),
                row.sums().unpricedRequests());
    }
}
