package io.infiniproxy.prices;

import io.infiniproxy.usage.TokenUsage;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a model costs, in units of the currency for a million tokens. */
record Price(BigDecimal input, BigDecimal output, BigDecimal cacheRead, BigDecimal cacheWrite) {
    /** A price for a million tokens, times 1,000, is billionths for one token. */
    private static final BigDecimal NANOS_PER_TOKEN = BigDecimal.valueOf(1_000);

    /** No backend bills more: sums of such costs fit into the database's numbers. */
    private static final BigDecimal MOST_NANOS = BigDecimal.valueOf(1_000_000_000_000_000L);

    /** Returns what the tokens cost, in billionths of the currency, rounded half up. */
    long costNanos(TokenUsage tokens) {
        long cached = tokens.cacheReadInputTokens() + tokens.cacheCreationInputTokens();
        long uncached = Math.max(0, tokens.inputTokens() - cached);
        return cost(input, uncached)
                .add(cost(cacheRead, tokens.cacheReadInputTokens()))
                .add(cost(cacheWrite, tokens.cacheCreationInputTokens()))
                .add(cost(output, tokens.outputTokens()))
                .multiply(NANOS_PER_TOKEN)
                .min(MOST_NANOS)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static BigDecimal cost(BigDecimal price, long tokens) {
        return price.multiply(BigDecimal.valueOf(tokens));
    }
}
