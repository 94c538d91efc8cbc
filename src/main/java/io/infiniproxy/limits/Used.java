package io.infiniproxy.limits;

import java.time.Instant;

/**
 * What a request has used, as it is recorded.
 *
 * @param at the time of the record: it counts for that day, whenever the request was admitted or has ended
 * @param tokens input and output together
 * @param costNanos in billionths of the currency of the prices; 0 where the model has no price
 */
public record Used(Instant at, long tokens, long costNanos) {}
