package io.infiniproxy.route.usage;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Appends a usage record to the journal: it survives this process when the step is done. */
public final class AppendUsage implements Processor {
    @Override
    public void process(Exchange exchange) {
        exchange.getMessage().getBody(UsageEntry.class).append();
    }
}
