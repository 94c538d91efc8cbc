package io.infiniproxy.limits;

/** What tokens cost. */
@FunctionalInterface
public interface CostEstimate {

    /** Returns the cost in billionths of the currency of the prices; null where the model, which may be null, has no price. */
    Long costNanos(String model, long inputTokens, long outputTokens);
}
