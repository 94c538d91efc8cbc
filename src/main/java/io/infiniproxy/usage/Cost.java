package io.infiniproxy.usage;

import java.math.BigDecimal;

/** Costs as people read them. */
public final class Cost {
    private static final int NANO_DIGITS = 9;

    private Cost() {}

    /** Returns billionths of a currency in units of it, without zeros at the end: 2,500,000 is 0.0025. */
    public static BigDecimal ofNanos(long nanos) {
        BigDecimal cost = BigDecimal.valueOf(nanos, NANO_DIGITS).stripTrailingZeros();
        return cost.scale() < 0 ? cost.setScale(0) : cost;
    }
}
