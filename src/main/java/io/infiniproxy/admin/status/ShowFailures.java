package io.infiniproxy.admin.status;

import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.failures.FailedRequest;
import io.infiniproxy.route.failures.RecentFailures;
import io.infiniproxy.route.stream.ClientConnection;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers which requests of clients were refused or failed lately, the newest first. */
public final class ShowFailures implements Processor {
    private final RecentFailures failures;

    public ShowFailures(RecentFailures failures) {
        this.failures = failures;
    }

    record Failures(List<FailedRequest> failures) {}

    @Override
    public void process(Exchange exchange) {
        JsonAnswer.send(ClientConnection.of(exchange), new Failures(failures.list()));
    }
}
