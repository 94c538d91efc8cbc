package io.infiniproxy.usage.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One row of a report.
 *
 * @param group what the row is about, {@code user_id} and {@code username} for example; null where the records do not say
 */
public record ReportRow(Map<String, Object> group, UsageSums sums) {

    /** Returns the row as JSON has it. */
    @JsonValue
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>(group);
        members.put("requests", sums.requests());
        members.put("failed_requests", sums.failedRequests());
        members.put("cancelled_requests", sums.cancelledRequests());
        members.put("input_tokens", sums.inputTokens());
        members.put("cache_read_input_tokens", sums.cacheReadInputTokens());
        members.put("cache_creation_input_tokens", sums.cacheCreationInputTokens());
        members.put("output_tokens", sums.outputTokens());
        members.put("reasoning_tokens", sums.reasoningTokens());
        members.put("total_tokens", sums.totalTokens());
        members.put("cost", sums.cost());
        members.put("unpriced_requests", sums.unpricedRequests());
        members.put("estimated_requests", sums.estimatedRequests());
        return members;
    }
}
