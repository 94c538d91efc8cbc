package io.infiniproxy.route;

import io.infiniproxy.journal.Slot;
import io.infiniproxy.metrics.UsageCounters;
import io.infiniproxy.prices.Prices;
import io.infiniproxy.route.limits.AskedTokens;
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
            put(exchange, answer.isComplete() ? Outcome.COMPLETED : Outcome.FAILED, answer.status(), tokens(exchange));
        } else {
            put(exchange, Outcome.COMPLETED, 200, tokens(exchange));
        }
    }

    /** Makes the record of a failure, when the backend was called; {@code worked} is whether the backend may have worked for it. */
    void putFailure(Exchange exchange, Outcome outcome, int status, boolean worked) {
        TokenUsage tokens = tokens(exchange);
        boolean nothingSeen = tokens == null || tokens.totalTokens() == 0;
        put(exchange, outcome, status, worked && nothingSeen && !isErrorAnswered(exchange) ? asked(exchange) : tokens);
    }

    /** A backend reads its input before the first word of the answer comes. */
    private static TokenUsage asked(Exchange exchange) {
        return new TokenUsage(AskedTokens.of(exchange).inputTokens(), 0, 0, 0, 0, true);
    }

    private static boolean isErrorAnswered(Exchange exchange) {
        return exchange.getVariable(Variables.BACKEND_ANSWER) instanceof BackendAnswer answer && answer.isError();
    }

    private void put(Exchange exchange, Outcome outcome, int status, TokenUsage tokens) {
        UsageMeter meter = exchange.getVariable(Variables.USAGE_METER, UsageMeter.class);
        if (meter != null && meter.hasCalledBackend()) {
            Slot slot = exchange.getVariable(Variables.JOURNAL_SLOT, Slot.class);
            UsageRecord record = meter.record(tokens, prices, outcome, status);
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
