package io.infiniproxy.journal;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.locks.Condition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Entries that are written together, and who waits for it. Guarded by the journal's lock. */
final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    private final Condition changed;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int entries;
    private boolean done;
    private Exception failure;

    /** {@code changed} is of the journal's lock, and of this batch alone. */
    Batch(Condition changed) {
        this.changed = changed;
    }

    void add(byte[] payload) {
        bytes.writeBytes(Framing.frame(payload));
        entries++;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    int entries() {
        return entries;
    }

    void fail(Exception e) {
        failure = e;
        LOG.error("The usage journal cannot be written", e);
    }

    /** Waits until it has been tried, or nobody is writing any more. */
    void await() {
        changed.awaitUninterruptibly();
    }

    /** It has been tried: all who wait for it go on. */
    void setDone() {
        done = true;
        changed.signalAll();
    }

    /** Nobody is writing: one of those who wait writes for all of them. */
    void wakeWriter() {
        changed.signal();
    }

    boolean isDone() {
        return done;
    }

    boolean isWritten() {
        return done && failure == null;
    }

    void requireWritten() {
        if (failure != null) {
            throw new JournalException("The usage journal cannot be written: " + failure.getMessage(), failure);
        }
    }
}
