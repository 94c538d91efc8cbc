package io.infiniproxy.limits;

import java.time.Instant;

/**
 * What a request under way holds.
 *
 * @param inputTokens as they were taken from the tokens per minute
 * @param tokens input and output that it may come to use
 */
record Reservation(Instant at, long inputTokens, long tokens, long costNanos) {

    static Reservation of(Demand demand, Instant now) {
        long costNanos = demand.costNanos() == null ? 0 : demand.costNanos();
        return new Reservation(now, demand.inputTokens(), demand.tokens(), costNanos);
    }
}
