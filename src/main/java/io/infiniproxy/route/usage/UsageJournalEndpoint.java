package io.infiniproxy.route.usage;

import io.infiniproxy.journal.Journal;
import java.time.Duration;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** The journal of usage records, to consume. */
final class UsageJournalEndpoint extends DefaultEndpoint {
    private final Journal journal;
    private final RefusedRecords refused;
    private final int batchSize;
    private final Duration linger;

    UsageJournalEndpoint(
            String uri,
            UsageJournalComponent component,
            Journal journal,
            RefusedRecords refused,
            int batchSize,
            Duration linger) {
        super(uri, component);
        this.journal = journal;
        this.refused = refused;
        this.batchSize = batchSize;
        this.linger = linger;
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("usage-journal can only stand in from:; direct:usage takes records");
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new UsageJournalConsumer(this, processor, journal, refused, batchSize, linger);
    }
}
