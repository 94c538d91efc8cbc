package io.infiniproxy.keys;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether the database is away. While it is, one caller in each interval tries it and all others are told not to wait:
 * a database that does not answer must not hold up every request. Safe for use by many threads.
 */
final class Outage {
    private final long intervalNanos;
    private final AtomicLong nextTry = new AtomicLong();
    private volatile boolean ongoing;

    Outage(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    boolean isOngoing() {
        return ongoing;
    }

    /** Returns whether this caller may ask the database now. */
    boolean mayTry(long now) {
        if (!ongoing) {
            return true;
        }
        var due = nextTry.get();
        return now - due >= 0 && nextTry.compareAndSet(due, now + intervalNanos);
    }

    /** Returns whether this failure began the outage. */
    boolean begin(long now) {
        nextTry.set(now + intervalNanos);
        var began = !ongoing;
        ongoing = true;
        return began;
    }

    void end() {
        ongoing = false;
    }
}
