package io.infiniproxy.route.report;

import io.infiniproxy.prices.Prices;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.usage.report.Dimension;
import io.infiniproxy.usage.report.ReportQuery;
import io.infiniproxy.usage.report.ReportRow;
import io.infiniproxy.usage.report.UsageReport;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers a report of what was used: of everyone to the admin, of themselves to all others. */
public final class AnswerUsageReport implements Processor {
    private final UsageReport report;
    private final Prices prices;

    public AnswerUsageReport(UsageReport report, Prices prices) {
        this.report = report;
        this.prices = prices;
    }

    private record Answer(List<String> by, String from, String to, String currency, List<ReportRow> rows) {}

    @Override
    public void process(Exchange exchange) {
        ReportParameters parameters = ReportParameters.of(exchange, "by");
        List<Dimension> by = ReportQuery.dimensions(parameters.text("by"));
        ReportQuery query = new ReportQuery(by, parameters.range(), ReportParameters.filter(exchange));
        Answer answer = new Answer(
                by.stream().map(Dimension::text).toList(),
                query.range().startText(),
                query.range().endText(),
                prices.currency(),
                report.rows(query));
        JsonAnswer.send(ClientConnection.of(exchange), answer);
    }
}
