package io.infiniproxy.admin.status;

import io.infiniproxy.keys.Caller;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.Variables;
import io.infiniproxy.route.failures.RecentFailures;
import io.infiniproxy.route.stream.ClientConnection;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers which requests by keys of the calling user were refused or failed lately, the newest first. */
public final class ShowMyFailures implements Processor {
    private final RecentFailures failures;

    public ShowMyFailures(RecentFailures failures) {
        this.failures = failures;
    }

    @Override
    public void process(Exchange exchange) {
        Caller caller = exchange.getVariable(Variables.CALLER, Caller.class);
        JsonAnswer.send(ClientConnection.of(exchange), new ShowFailures.Failures(failures.listOfUser(caller.userId())));
    }
}
