package io.infiniproxy.journal;

import java.io.ByteArrayOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Entries that are written together. Guarded by the journal's lock. */
final class Batch {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int entries;
    private boolean done;
    private Exception failure;

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

    /** It has been tried. */
    void setDone() {
        done = true;
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
