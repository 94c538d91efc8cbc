package io.infiniproxy.limits;

/**
 * What a request has used, as it is recorded.
 *
 * @param tokens input and output together
 * @param costNanos in billionths of the currency of the prices; 0 where the model has no price
 */
public record Used(long tokens, long costNanos) {}
