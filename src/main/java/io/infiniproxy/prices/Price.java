package io.infiniproxy.prices;

import io.infiniproxy.usage.TokenUsage;

/** What a model costs: billionths of the currency for a million tokens. */
record Price(long inputNanos, long outputNanos, long cacheReadNanos, long cacheWriteNanos) {
    private static final long MILLION = 1_000_000;

    /** No backend bills more: sums of such costs fit into the database's numbers. */
    private static final long MOST_NANOS = 1_000_000_000_000_000L;

    /** No answer has more: times a part of a price, they fit into a number. */
    private static final long MOST_TOKENS = 1_000_000_000_000L;

    /** Returns what the tokens cost, in billionths of the currency, rounded half up. */
    long costNanos(TokenUsage tokens) {
        long read = bounded(tokens.cacheReadInputTokens());
        long written = bounded(tokens.cacheCreationInputTokens());
        long uncached = bounded(tokens.inputTokens() - read - written);
        long output = bounded(tokens.outputTokens());
        long nanos = nanos(inputNanos, uncached)
                + nanos(cacheReadNanos, read)
                + nanos(cacheWriteNanos, written)
                + nanos(outputNanos, output);
        long millionths = millionths(inputNanos, uncached)
                + millionths(cacheReadNanos, read)
                + millionths(cacheWriteNanos, written)
                + millionths(outputNanos, output);
        return Math.min(MOST_NANOS, nanos + (millionths + MILLION / 2) / MILLION);
    }

    private static long bounded(long tokens) {
        return Math.clamp(tokens, 0, MOST_TOKENS);
    }

    /** Returns what whole billionths for each token make. */
    private static long nanos(long price, long tokens) {
        long perToken = price / MILLION;
        return perToken > 0 && tokens > MOST_NANOS / perToken ? MOST_NANOS : perToken * tokens;
    }

    /** Returns what the rest of the price makes, in millionths of a billionth. */
    private static long millionths(long price, long tokens) {
        return price % MILLION * tokens;
    }
}
