package io.infiniproxy.route;

import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.metrics.ChangeCounters;
import io.infiniproxy.translate.Changes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what the translation of a request has changed and dropped, and logs it, without what the request says. */
public final class ChangeReport {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeReport.class);

    private final ChangeCounters counters;

    public ChangeReport(ChangeCounters counters) {
        this.counters = counters;
    }

    /** Reports the changes that were made for {@code request}. */
    void report(Changes changes, MessagesRequest request, String requestId) {
        counters.count(changes);
        if (LOG.isDebugEnabled()) {
            changes.list(request).forEach(change -> LOG.debug(
                    "{} {} {} at {}: {}",
                    requestId,
                    change.kind().action().id(),
                    change.kind().id(),
                    change.path(),
                    change.reason()));
        }
    }
}
