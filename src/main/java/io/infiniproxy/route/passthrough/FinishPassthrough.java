package io.infiniproxy.route.passthrough;

import io.infiniproxy.route.Variables;
import io.infiniproxy.route.failures.KeepFailure;
import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.route.usage.UsageEntry;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Sends the OpenAI client what was held back: its usage is on record by now. */
public final class FinishPassthrough implements Processor {
    private static final int FIRST_ERROR = 400;

    private final KeepFailure keepFailure;

    public FinishPassthrough(KeepFailure keepFailure) {
        this.keepFailure = keepFailure;
    }

    @Override
    public void process(Exchange exchange) {
        exchange.getVariable(Variables.USAGE_ENTRY, UsageEntry.class).requireDurable();
        PassthroughAnswer answer = exchange.getVariable(Variables.PASSTHROUGH_ANSWER, PassthroughAnswer.class);
        ClientConnection client = ClientConnection.of(exchange);
        if (answer.status() >= FIRST_ERROR) {
            keepFailure.keep(exchange, answer.status());
        }
        if (answer.isStream()) {
            client.end(answer.takeLast());
        } else {
            client.answer(answer.status(), answer.headers(), answer.takeLast());
        }
    }
}
