package io.infiniproxy.route.limits;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.infiniproxy.limits.Budget;
import io.infiniproxy.limits.LimitUse;
import io.infiniproxy.limits.Rate;
import io.infiniproxy.limits.Subject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * How much of its limits a key or a user uses, as JSON shows it: limits that there are none of are left out.
 *
 * @param apiKeyId null for a user
 * @param userId null for a key
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LimitsOfSubject(
        Long apiKeyId,
        Long userId,
        PerMinute requestsPerMinute,
        PerMinute tokensPerMinute,
        Concurrent concurrentRequests,
        List<Spending> budgets) {

    /** {@code reset}: when all of it is free, UTC. */
    record PerMinute(long limit, long remaining, String reset) {
        static PerMinute of(Rate rate) {
            return rate == null ? null : new PerMinute(rate.limit(), rate.remaining(), text(rate.reset()));
        }
    }

    record Concurrent(int limit, int used) {}

    /**
     * A budget.
     *
     * @param unit {@code tokens}, or {@code cost} in the currency of the prices
     * @param reserved what requests that are under way may come to use
     * @param from when the period began; null for the total, as {@code to}
     */
    record Spending(
            String period, String unit, BigDecimal limit, BigDecimal spent, BigDecimal reserved, String from, String to) {
        static Spending of(LimitUse.BudgetUse use) {
            Budget budget = use.budget();
            boolean inTokens = budget.tokens() != null;
            return new Spending(
                    budget.period().text(),
                    inTokens ? "tokens" : "cost",
                    amount(inTokens ? budget.tokens() : budget.costNanos(), inTokens),
                    amount(use.spent(), inTokens),
                    amount(use.reserved(), inTokens),
                    text(use.from()),
                    text(use.to()));
        }

        private static BigDecimal amount(long figure, boolean inTokens) {
            BigDecimal amount = BigDecimal.valueOf(figure, inTokens ? 0 : 9).stripTrailingZeros();
            return amount.scale() < 0 ? amount.setScale(0) : amount;
        }
    }

    static LimitsOfSubject of(LimitUse use) {
        boolean isApiKey = use.subject().kind() == Subject.Kind.API_KEY;
        Integer concurrent = use.limits().concurrentRequests();
        return new LimitsOfSubject(
                isApiKey ? use.subject().id() : null,
                isApiKey ? null : use.subject().id(),
                PerMinute.of(use.rates().requests()),
                PerMinute.of(use.rates().tokens()),
                concurrent == null ? null : new Concurrent(concurrent, use.concurrentRequests()),
                use.budgets().stream().map(Spending::of).toList());
    }

    private static String text(Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
