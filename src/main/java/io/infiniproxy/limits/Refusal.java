package io.infiniproxy.limits;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Why a request was not admitted.
 *
 * @param name whose limit it is, as a sentence begins with it
 * @param budget null for the other limits
 * @param limit how much is allowed, in the limit's own unit
 * @param used how much of it is used
 * @param waiting after which a request may be admitted; null where that does not help for now
 * @param freeAt when the period of a budget ends; null for one that never does, and for the other limits
 */
public record Refusal(
        String name, Kind kind, Budget budget, long limit, long used, Duration waiting, Instant freeAt) {

    /** Which limit it was. */
    public enum Kind {
        REQUESTS_PER_MINUTE,
        TOKENS_PER_MINUTE,
        CONCURRENT_REQUESTS,
        /** Nothing of it is left. */
        BUDGET_SPENT,
        /** What is left of it is reserved by requests that are under way. */
        BUDGET_RESERVED
    }

    /** Returns the waiting time in whole seconds, at least 1; null where waiting does not help. */
    public Long waitSeconds() {
        return waiting == null ? null : Math.max(1, (waiting.toMillis() + 999) / 1000);
    }

    /** Returns the words for the client. */
    public String message() {
        return switch (kind) {
            case REQUESTS_PER_MINUTE -> name + " has a limit of " + limit
                    + " requests per minute, which are used up; the next is free in " + waitSeconds() + " s";
            case TOKENS_PER_MINUTE -> name + " has a limit of " + limit
                    + " tokens per minute, which are used up; tokens are free again in " + waitSeconds() + " s";
            case CONCURRENT_REQUESTS -> name + " has a limit of " + limit + " concurrent requests, and " + used
                    + " are under way; another is possible when one of them has ended";
            case BUDGET_SPENT -> budgetWords() + ", of which " + amount(used) + " are used; " + whenFree();
            case BUDGET_RESERVED -> budgetWords() + ", of which " + amount(used)
                    + " are used or reserved by requests that are under way; try again when one of them has ended";
        };
    }

    private String budgetWords() {
        String period = budget.period() == Period.TOTAL ? " in total" : " per " + budget.period().text();
        return name + " has a budget of " + amount(limit) + (budget.tokens() != null ? " tokens" : " (cost)") + period;
    }

    private String whenFree() {
        return freeAt == null
                ? "it does not end by itself, an admin can raise it"
                : "it is free again at " + freeAt.truncatedTo(ChronoUnit.SECONDS);
    }

    private String amount(long figure) {
        return budget.tokens() != null
                ? Long.toString(figure)
                : BigDecimal.valueOf(figure, 9).stripTrailingZeros().toPlainString();
    }
}
