package io.infiniproxy.limits;

/**
 * What a request may use at most, as far as is known before it is answered.
 *
 * @param inputTokens a guess
 * @param outputTokens as many as the answer may have
 * @param costNanos of all of them, in billionths of the currency of the prices; null where the model has no price
 */
public record Demand(long inputTokens, long outputTokens, Long costNanos) {

    /** Returns input and output together. */
    public long tokens() {
        return inputTokens + outputTokens;
    }
}
