package io.infiniproxy.admin;

import io.infiniproxy.audit.AuditEntry;
import io.infiniproxy.audit.AuditLog;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.stream.ClientConnection;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers who administrated what, the newest first, a page at a time. */
public final class ListAudit implements Processor {
    private static final int PAGE = 100;
    private static final int MAX_PAGE = 1_000;

    private final AuditLog audit;

    public ListAudit(AuditLog audit) {
        this.audit = audit;
    }

    /** {@code nextBefore} is what {@code before} must be to get the next page; null on the last. */
    private record Page(List<AuditEntry> audit, Long nextBefore) {}

    @Override
    public void process(Exchange exchange) {
        RequestValues values = RequestValues.of(exchange);
        int limit = values.integer("limit", 1, MAX_PAGE, PAGE);
        Long before = values.id("before");
        List<AuditEntry> found = audit.list(limit + 1, before == null ? Long.MAX_VALUE : before);
        JsonAnswer.send(ClientConnection.of(exchange), page(found, limit));
    }

    /** One more than was asked for tells that there is a next page. */
    private static Page page(List<AuditEntry> found, int limit) {
        if (found.size() <= limit) {
            return new Page(found, null);
        }
        List<AuditEntry> page = found.subList(0, limit);
        return new Page(page, page.getLast().id());
    }
}
