package io.infiniproxy.limits;

/**
 * What may be used in a period: tokens or money, one of them null.
 *
 * @param tokens input and output together
 * @param costNanos in billionths of the currency of the prices
 */
public record Budget(Period period, Long tokens, Long costNanos) {}
