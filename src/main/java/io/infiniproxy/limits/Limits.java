package io.infiniproxy.limits;

import java.util.List;

/**
 * How much an API key, or all keys of a user together, may use. A limit that is null, and a budget that is not there, is no limit.
 *
 * @param tokensPerMinute input and output together
 */
public record Limits(
        Integer requestsPerMinute, Long tokensPerMinute, Integer concurrentRequests, List<Budget> budgets) {
    /** No limit at all. */
    public static final Limits NONE = new Limits(null, null, null, List.of());

    public Limits {
        budgets = List.copyOf(budgets);
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** Whether requests that are under way count. */
    boolean countsRequestsUnderWay() {
        return concurrentRequests != null || !budgets.isEmpty();
    }

    /** Whether there is a budget in money. */
    public boolean hasCostBudget() {
        for (Budget budget : budgets) {
            if (budget.costNanos() != null) {
                return true;
            }
        }
        return false;
    }
}
