package io.infiniproxy.route.usage;

import io.infiniproxy.journal.Slot;
import io.infiniproxy.usage.UsageRecord;

/** The usage record of a request on its way to the journal. Used by one thread. */
public final class UsageEntry {
    private final UsageRecord usageRecord;
    private final Slot slot;
    private boolean durable;

    public UsageEntry(UsageRecord usageRecord, Slot slot) {
        this.usageRecord = usageRecord;
        this.slot = slot;
    }

    public UsageRecord usageRecord() {
        return usageRecord;
    }

    /** Appends the record to the journal. */
    void append() {
        slot.append(usageRecord.json());
        durable = true;
    }

    /**
     * Checks that the record survives this process.
     *
     * @throws IllegalStateException if it is not in the journal; why, the log says
     */
    public void requireDurable() {
        if (!durable) {
            throw new IllegalStateException("The usage record is not in the journal");
        }
    }
}
