package io.infiniproxy.usage;

import java.util.List;
import java.util.function.ToLongFunction;

/** What a user used in a range of time, in all and by endpoint and model. An open end of the range is null. */
public record UserUsage(
        long userId,
        String username,
        long totalRequests,
        long totalInputTokens,
        long totalOutputTokens,
        long totalTokens,
        List<EndpointUsage> usageByEndpoint,
        String startDate,
        String endDate) {

    /** Sums up the endpoints, so that the totals and the parts always agree. */
    static UserUsage of(long userId, String username, List<EndpointUsage> usageByEndpoint, DateRange range) {
        return new UserUsage(
                userId,
                username,
                sum(usageByEndpoint, EndpointUsage::totalRequests),
                sum(usageByEndpoint, EndpointUsage::totalInputTokens),
                sum(usageByEndpoint, EndpointUsage::totalOutputTokens),
                sum(usageByEndpoint, EndpointUsage::totalTokens),
                usageByEndpoint,
                range.startText(),
                range.endText());
    }

    private static long sum(List<EndpointUsage> parts, ToLongFunction<EndpointUsage> tokens) {
        return parts.stream().mapToLong(tokens).sum();
    }
}
