package io.infiniproxy.route.passthrough;

import io.infiniproxy.route.Variables;
import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.route.usage.UsageEntry;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Sends the OpenAI client what was held back: its usage is on record by now. */
public final class FinishPassthrough implements Processor {
    @Override
    public void process(Exchange exchange) {
        exchange.getVariable(Variables.USAGE_ENTRY, UsageEntry.class).requireDurable();
        PassthroughAnswer answer = exchange.getVariable(Variables.PASSTHROUGH_ANSWER, PassthroughAnswer.class);
        ClientConnection client = ClientConnection.of(exchange);
        if (answer.isStream()) {
            client.end(answer.last());
        } else {
            client.answer(answer.status(), answer.headers(), answer.last());
        }
    }
}
