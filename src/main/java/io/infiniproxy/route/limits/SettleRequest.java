package io.infiniproxy.route.limits;

import io.infiniproxy.limits.Ticket;
import io.infiniproxy.limits.Used;
import io.infiniproxy.route.Variables;
import io.infiniproxy.route.usage.UsageEntry;
import io.infiniproxy.usage.UsageRecord;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Gives back what the request holds of its limits, once its usage is on record. Before the client sees the end of its answer: one
 * that sends its next request right after it must find room.
 */
public final class SettleRequest implements Processor {
    @Override
    public void process(Exchange exchange) {
        if (exchange.getVariable(Variables.TICKET) instanceof Ticket ticket) {
            settle(exchange, ticket);
        }
    }

    static void settle(Exchange exchange, Ticket ticket) {
        ticket.settle(exchange.getVariable(Variables.USAGE_ENTRY) instanceof UsageEntry entry ? used(entry.usageRecord()) : null);
    }

    private static Used used(UsageRecord usage) {
        long costNanos = usage.costNanos() == null ? 0 : usage.costNanos();
        return new Used(usage.timestamp(), usage.tokens().totalTokens(), costNanos);
    }
}
