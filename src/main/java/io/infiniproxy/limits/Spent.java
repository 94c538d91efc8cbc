package io.infiniproxy.limits;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What a subject has used in a period.
 *
 * @param firstDay of the period
 * @param reloadAt when to ask the database again, as it could not tell all; null where it could
 */
record Spent(LocalDate firstDay, long tokens, long costNanos, Instant reloadAt) {

    static Spent nothing(LocalDate firstDay) {
        return new Spent(firstDay, 0, 0, Instant.MIN);
    }

    boolean isDue(Instant now) {
        return reloadAt != null && !now.isBefore(reloadAt);
    }

    Spent reloadAt(Instant time) {
        return new Spent(firstDay, tokens, costNanos, time);
    }

    Spent plus(Used used) {
        return new Spent(firstDay, tokens + used.tokens(), costNanos + used.costNanos(), reloadAt);
    }

    /** Returns the figures and what came to {@code before} until it was {@code after}. */
    Spent plusGrowth(Spent before, Spent after) {
        return new Spent(
                firstDay,
                tokens + after.tokens - before.tokens,
                costNanos + after.costNanos - before.costNanos,
                reloadAt);
    }

    /** Returns the larger figures: each of the two lacks something. */
    Spent orMore(Spent other) {
        return new Spent(
                firstDay, Math.max(tokens, other.tokens), Math.max(costNanos, other.costNanos), reloadAt);
    }
}
