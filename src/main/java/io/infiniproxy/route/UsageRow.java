package io.infiniproxy.route;

import io.infiniproxy.usage.UsageRecord;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes a usage record an SQL row, by the names of its columns. */
public final class UsageRow implements Processor {
    private final PendingUsage pending;

    public UsageRow(PendingUsage pending) {
        this.pending = pending;
    }

    @Override
    public void process(Exchange exchange) {
        exchange.getExchangeExtension().addOnCompletion(new WhenDone(pending::recordSettled));
        UsageRecord usageRecord = exchange.getMessage().getBody(UsageRecord.class);
        exchange.getMessage().setBody(usageRecord.toRow());
    }
}
