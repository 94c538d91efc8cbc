package io.infiniproxy.journal;

import java.util.concurrent.atomic.AtomicBoolean;

/** Room for one entry of the journal. Used once, or given back. Threadsafe. */
public final class Slot implements AutoCloseable {
    private final Journal journal;
    private final AtomicBoolean used = new AtomicBoolean();

    Slot(Journal journal) {
        this.journal = journal;
    }

    /**
     * Appends the entry: it survives the process when this returns.
     *
     * @param payload 1 to {@value Journal#MAX_PAYLOAD_BYTES} bytes
     * @throws JournalException if it cannot be written
     */
    public void append(byte[] payload) {
        if (payload.length == 0 || payload.length > Journal.MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "expected 1 to " + Journal.MAX_PAYLOAD_BYTES + " bytes, got " + payload.length);
        }
        if (!used.compareAndSet(false, true)) {
            throw new IllegalStateException("the slot has been used");
        }
        try {
            journal.append(payload);
        } finally {
            journal.giveBack();
        }
    }

    /** Gives the room back when it was not used. */
    @Override
    public void close() {
        if (used.compareAndSet(false, true)) {
            journal.giveBack();
        }
    }
}
