package io.infiniproxy.route.counters;

/**
 * What has passed a route since the start.
 *
 * @param total how many exchanges have ended there, those that failed included
 * @param inflight how many are there now
 * @param meanMs null where none has ended
 * @param lastMs null where none has ended
 */
public record Counts(long total, long failed, long inflight, Double meanMs, Double lastMs) {
    static final Counts NONE = new Counts(0, 0, 0, null, null);
}
