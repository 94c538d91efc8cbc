package io.infiniproxy.route;

import io.infiniproxy.usage.UsageRecord;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes SQL rows, by the names of their columns, of the usage records that have gathered. */
public final class UsageRows implements Processor {
    @Override
    public void process(Exchange exchange) {
        List<?> records = exchange.getMessage().getBody(List.class);
        exchange.getMessage()
                .setBody(records.stream()
                        .map(UsageRecord.class::cast)
                        .map(UsageRecord::toRow)
                        .toList());
    }
}
