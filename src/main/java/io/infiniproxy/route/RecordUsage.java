package io.infiniproxy.route;

import io.infiniproxy.journal.Slot;
import io.infiniproxy.metrics.UsageCounters;
import io.infiniproxy.prices.Prices;
import io.infiniproxy.route.passthrough.PassthroughAnswer;
import io.infiniproxy.route.usage.UsageEntry;
import io.infiniproxy.usage.Outcome;
import io.infiniproxy.usage.TokenUsage;
import io.infiniproxy.usage.UsageRecord;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Makes the usage record of an answer that is complete but for its last bytes: the message's body for the wire tap. */
public final class RecordUsage implements Processor {
    private final Prices prices;
    private final UsageCounters counters;

    public RecordUsage(Prices prices, UsageCounters counters) {
        this.prices = prices;
        this.counters = counters;
    }

    @Override
    public void process(Exchange exchange) {
        if (exchange.getVariable(Variables.PASSTHROUGH_ANSWER) instanceof PassthroughAnswer answer) {
            put(exchange, answer.isComplete() ? Outcome.COMPLETED : Outcome.FAILED, answer.status());
        } else {
            put(exchange, Outcome.COMPLETED, 200);
        }
    }

    /** Makes the record when the backend was called. */
    void put(Exchange exchange, Outcome outcome, int status) {
        UsageMeter meter = exchange.getVariable(Variables.USAGE_METER, UsageMeter.class);
        if (meter != null && meter.hasCalledBackend()) {
            Slot slot = exchange.getVariable(Variables.JOURNAL_SLOT, Slot.class);
            UsageRecord record = meter.record(tokens(exchange), prices, outcome, status);
            count(exchange, record);
            UsageEntry entry = new UsageEntry(record, slot);
            exchange.setVariable(Variables.USAGE_ENTRY, entry);
            exchange.getMessage().setBody(entry);
        }
    }

    /** A request that fails after it was recorded is recorded again, as the same one. */
    private void count(Exchange exchange, UsageRecord record) {
        if (exchange.getVariable(Variables.USAGE_ENTRY) == null) {
            TokenUsage tokens = record.tokens();
            counters.count(
                    record.outcome().text(),
                    tokens.inputTokens(),
                    tokens.outputTokens(),
                    tokens.cacheReadInputTokens(),
                    tokens.cacheCreationInputTokens());
        }
    }

    private static TokenUsage tokens(Exchange exchange) {
        Object message = exchange.getVariable(Variables.MESSAGE_ANSWER);
        if (message instanceof MessageAnswer answer) {
            return answer.tokens();
        }
        Object passthrough = exchange.getVariable(Variables.PASSTHROUGH_ANSWER);
        return passthrough instanceof PassthroughAnswer answer ? answer.tokens() : null;
    }
}
