package io.infiniproxy.limits;

/**
 * Two buckets, one of requests and one of tokens: each holds what its limit allows in a minute, and is filled up evenly.
 * The level of the tokens falls below 0 where an answer was longer than what was left.
 *
 * @param requests null for a full bucket, and where there is no limit
 * @param tokens likewise
 * @param atMs the time of these levels, in milliseconds since the epoch
 */
record Levels(Double requests, Double tokens, long atMs) {
    static final Levels FULL = new Levels(null, null, 0);

    private static final double MINUTE_MS = 60_000;

    /** Returns the levels at a later time; a time that is not later changes nothing. */
    Levels at(long nowMs, Limits limits) {
        long elapsedMs = Math.max(0, nowMs - atMs);
        return new Levels(
                filled(requests, limits.requestsPerMinute(), elapsedMs),
                filled(tokens, limits.tokensPerMinute(), elapsedMs),
                Math.max(atMs, nowMs));
    }

    /** Returns the levels without one request and these tokens; less than none gives some back, as far as there is room. */
    Levels without(int takenRequests, long takenTokens) {
        return new Levels(
                requests == null ? null : Double.valueOf(requests - takenRequests),
                tokens == null ? null : Double.valueOf(tokens - takenTokens),
                atMs);
    }

    /** Returns how long it takes from {@code level} to {@code wanted}, in milliseconds. */
    static long fillingMs(double level, double wanted, long perMinute) {
        return (long) Math.ceil(Math.max(0, wanted - level) * MINUTE_MS / perMinute);
    }

    private static Double filled(Double level, Number perMinute, long elapsedMs) {
        if (perMinute == null) {
            return null;
        }
        double full = perMinute.doubleValue();
        return level == null ? full : Math.min(full, level + elapsedMs * full / MINUTE_MS);
    }
}
