package io.infiniproxy.limits;

import java.time.Instant;

/**
 * How far a limit per minute is used up.
 *
 * @param reset when nothing of it is used any more
 */
public record Rate(long limit, long remaining, Instant reset) {

    /** Returns the one that will be used up first; either may be null. */
    static Rate tighter(Rate one, Rate other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.remaining < one.remaining ? other : one;
    }

    static Rate of(Number perMinute, Double level, long atMs) {
        if (perMinute == null) {
            return null;
        }
        long limit = perMinute.longValue();
        long resetMs = atMs + Levels.fillingMs(level, limit, limit);
        return new Rate(limit, Math.max(0, (long) Math.floor(level)), Instant.ofEpochMilli(resetMs));
    }
}
