package io.infiniproxy.route.usage;

import io.infiniproxy.journal.Journal;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * The journal of usage records as a Camel component: {@code usage-journal:sql?batchSize=2000&lingerMs=200} gives a route the records
 * that have not been stored yet, the oldest first, as a JSON array of up to {@code batchSize} records. A batch that is not full waits
 * for {@code lingerMs} to become larger, but not while somebody waits for its records to be stored. What a route has taken without an
 * exception is dropped from the journal; else it comes again, after a pause that grows. One route may consume it.
 */
public final class UsageJournalComponent extends DefaultComponent {
    private final Journal journal;
    private final RefusedRecords refused;

    /** {@code refused} takes the records that a database refuses whatever one does. */
    public UsageJournalComponent(Journal journal, RefusedRecords refused) {
        this.journal = journal;
        this.refused = refused;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        int batchSize = getAndRemoveParameter(parameters, "batchSize", Integer.class, 500);
        int lingerMs = getAndRemoveParameter(parameters, "lingerMs", Integer.class, 0);
        return new UsageJournalEndpoint(uri, this, journal, refused, batchSize, Duration.ofMillis(lingerMs));
    }
}
