package io.infiniproxy.route.counters;

import java.util.concurrent.atomic.LongAdder;

/** Counts what passes a route, and how long it takes. Threadsafe, and without a lock. */
final class Counters {
    private static final double NANOS_PER_MS = 1_000_000;

    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private volatile long lastNanos;

    /** Returns the time to give to {@link #end}. */
    long begin() {
        begun.increment();
        return System.nanoTime();
    }

    void end(long startNanos, boolean hasFailed) {
        long taken = System.nanoTime() - startNanos;
        nanos.add(taken);
        lastNanos = taken;
        if (hasFailed) {
            failed.increment();
        }
        ended.increment();
    }

    /** What is ended is read first: so what is in flight is never less than nothing. */
    Counts counts() {
        long endedBefore = ended.sum();
        long inflight = begun.sum() - endedBefore;
        Double mean = endedBefore == 0 ? null : nanos.sum() / NANOS_PER_MS / endedBefore;
        return new Counts(endedBefore, failed.sum(), inflight, mean, endedBefore == 0 ? null : lastNanos / NANOS_PER_MS);
    }
}
