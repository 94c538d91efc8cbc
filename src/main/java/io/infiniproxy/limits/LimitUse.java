package io.infiniproxy.limits;

import java.time.Instant;
import java.util.List;

/**
 * How much of its limits a subject uses.
 *
 * @param rates null where there is no limit
 * @param concurrentRequests requests that are under way; only counted for subjects that limit them, or have a budget
 * @param budgets in the order of the limits
 */
public record LimitUse(Subject subject, Limits limits, Rates rates, int concurrentRequests, List<BudgetUse> budgets) {

    /**
     * How much of a budget is used, in its own unit.
     *
     * @param from when its period began; null for the total
     * @param to when it ends; null for the total
     */
    public record BudgetUse(Budget budget, long spent, long reserved, Instant from, Instant to) {}

    static LimitUse of(Limited limited, SubjectState state, Instant now) {
        Levels levels = state.levels().at(now.toEpochMilli(), limited.limits());
        List<BudgetUse> budgets = limited.limits().budgets().stream()
                .map(budget -> budgetUse(budget, state.use(budget.period()), now))
                .toList();
        return new LimitUse(
                limited.subject(), limited.limits(), Rates.NONE.and(limited.limits(), levels), state.inFlight(), budgets);
    }

    private static BudgetUse budgetUse(Budget budget, PeriodUse use, Instant now) {
        return new BudgetUse(
                budget, use.spent(budget), use.reserved(budget), budget.period().begin(now), budget.period().end(now));
    }
}
