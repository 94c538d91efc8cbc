package io.infiniproxy.route;

import io.infiniproxy.usage.UsageRecord;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes a usage record an SQL row, by the names of its columns: a batch of one. */
public final class UsageRow implements Processor {
    @Override
    public void process(Exchange exchange) {
        UsageRecord usageRecord = exchange.getMessage().getBody(UsageRecord.class);
        exchange.getMessage().setBody(List.of(usageRecord.toRow()));
    }
}
