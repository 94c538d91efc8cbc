package io.infiniproxy.route;

import io.infiniproxy.keys.Caller;
import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.usage.DateRange;
import io.infiniproxy.usage.UsageReports;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers what the keys of the calling user have used. */
public final class AnswerMyUsage implements Processor {
    private final UsageReports reports;

    public AnswerMyUsage(UsageReports reports) {
        this.reports = reports;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        Caller caller = exchange.getVariable(Variables.CALLER, Caller.class);
        QueryParameters.requireOnly(List.of("start_date", "end_date"), client);
        JsonAnswer.send(client, reports.forUser(caller.userId(), dates(client)));
    }

    /** Returns the range of time that the query asks for. */
    static DateRange dates(ClientConnection client) {
        return DateRange.parse(client.request().parameter("start_date"), client.request().parameter("end_date"));
    }
}
