package io.infiniproxy.route.usage;

import io.infiniproxy.journal.Journal;
import io.infiniproxy.journal.Slot;
import io.infiniproxy.route.Variables;
import io.infiniproxy.route.WhenDone;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Reserves room for the request's usage record, before the backend is called: what cannot be recorded is not asked. */
public final class ReserveUsage implements Processor {
    private final Journal journal;

    public ReserveUsage(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void process(Exchange exchange) {
        Slot slot = journal.reserve();
        exchange.getExchangeExtension().addOnCompletion(new WhenDone(slot::close));
        exchange.setVariable(Variables.JOURNAL_SLOT, slot);
    }
}
