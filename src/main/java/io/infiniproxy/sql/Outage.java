package io.infiniproxy.sql;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether the database is away. While it is, one caller in each interval tries it and all others are told not to wait:
 * a database that does not answer must not hold up every request. Safe for use by many threads.
 */
public final class Outage {
    private final long intervalNanos;
    private final AtomicLong nextTry = new AtomicLong();
    private volatile boolean ongoing;

    /** {@code intervalNanos} lies between two tries. */
    public Outage(long intervalNanos) {
        this.intervalNanos = intervalNanos;
    }

    /** Returns whether the last try failed. */
    public boolean isOngoing() {
        return ongoing;
    }

    /** Returns whether this caller may ask the database now. */
    public boolean mayTry(long now) {
        if (!ongoing) {
            return true;
        }
        var due = nextTry.get();
        return now - due >= 0 && nextTry.compareAndSet(due, now + intervalNanos);
    }

    /** Returns whether this failure began the outage. */
    public boolean begin(long now) {
        nextTry.set(now + intervalNanos);
        var began = !ongoing;
        ongoing = true;
        return began;
    }

    /** The database has answered. */
    public void end() {
        ongoing = false;
    }
}
