package io.infiniproxy.usage;

import io.infiniproxy.usage.report.ReportRow;
import io.infiniproxy.usage.report.UsageSums;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a user used in a range of time, in all and by endpoint and model. An open end of the range is null, and so is the cost
 * when no request had a price.
 */
public record UserUsage(
        long userId,
        String username,
        long totalRequests,
        long totalInputTokens,
        long totalOutputTokens,
        long totalTokens,
        List<EndpointUsage> usageByEndpoint,
        String startDate,
        String endDate,
        BigDecimal totalCost,
        long unpricedRequests) {

    /** Sums up the endpoints, so that the totals and the parts always agree. */
    static UserUsage of(long userId, String username, List<ReportRow> byEndpoint, DateRange range) {
        UsageSums sums = UsageSums.of(byEndpoint.stream().map(ReportRow::sums).toList());
        return new UserUsage(
                userId,
                username,
                sums.requests(),
                sums.inputTokens(),
                sums.outputTokens(),
                sums.totalTokens(),
                byEndpoint.stream().map(EndpointUsage::of).toList(),
                range.startText(),
                range.endText(),
                sums.cost(),
                sums.unpricedRequests());
    }
}
