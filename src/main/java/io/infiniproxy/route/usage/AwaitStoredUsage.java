package io.infiniproxy.route.usage;

import io.infiniproxy.journal.Journal;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Waits, not for long, until the records that are in the journal are in SQL: whoever asks for a report right after an answer
 * finds that answer in it.
 */
public final class AwaitStoredUsage implements Processor {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Journal journal;

    public AwaitStoredUsage(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void process(Exchange exchange) {
        journal.awaitReleased(LONGEST_WAIT);
    }
}
