package io.infiniproxy.route;

import io.infiniproxy.route.usage.UsageEntry;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Sends the Messages client the last events: its usage is on record by now. */
public final class FinishMessage implements Processor {
    @Override
    public void process(Exchange exchange) {
        exchange.getVariable(Variables.USAGE_ENTRY, UsageEntry.class).requireDurable();
        exchange.getVariable(Variables.MESSAGE_ANSWER, MessageAnswer.class).finish();
    }
}
