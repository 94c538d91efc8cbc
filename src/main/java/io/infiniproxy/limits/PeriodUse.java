package io.infiniproxy.limits;

/**
 * What was used in the current period of a budget, and what requests that are under way may come to use. Cost is in billionths
 * of the currency of the prices.
 */
public record PeriodUse(long spentTokens, long spentCostNanos, long reservedTokens, long reservedCostNanos) {
    public static final PeriodUse NONE = new PeriodUse(0, 0, 0, 0);

    /** Returns what was used, in the budget's own unit. */
    public long spent(Budget budget) {
        return budget.tokens() != null ? spentTokens : spentCostNanos;
    }

    /** Returns what is reserved, in the budget's own unit. */
    public long reserved(Budget budget) {
        return budget.tokens() != null ? reservedTokens : reservedCostNanos;
    }
}
