package io.infiniproxy.route;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * The usage records that have been made and are not in SQL yet. As the step of a route it waits, not for long, for those that
 * were made before it: whoever asks for a report right after an answer finds that answer in it. Threadsafe.
 */
public final class PendingUsage implements Processor {
    private static final long LONGEST_WAIT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();

    private static final long STUCK_NANOS = Duration.ofSeconds(3).toNanos();

    private final AtomicLong made = new AtomicLong();
    private final AtomicLong settled = new AtomicLong();
    private final LongSupplier nanoTime;
    /** When there was last a record written, or none that waited. */
    private volatile long movedNanos;

    public PendingUsage() {
        this(System::nanoTime);
    }

    PendingUsage(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.movedNanos = nanoTime.getAsLong();
    }

    void recordMade() {
        if (made.getAndIncrement() == settled.get()) {
            movedNanos = nanoTime.getAsLong();
        }
    }

    /** A record has been written, or could not be. */
    void recordSettled() {
        settled.incrementAndGet();
        movedNanos = nanoTime.getAsLong();
    }

    /** Whether records wait and none has been written for some seconds: the database does not take them. */
    boolean isStuck() {
        return settled.get() < made.get() && nanoTime.getAsLong() - movedNanos > STUCK_NANOS;
    }

    @Override
    public void process(Exchange exchange) {
        long madeBefore = made.get();
        long deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
        while (settled.get() < madeBefore && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
