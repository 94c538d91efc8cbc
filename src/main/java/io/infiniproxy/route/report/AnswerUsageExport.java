package io.infiniproxy.route.report;

import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.usage.DateRange;
import io.infiniproxy.usage.report.Cursor;
import io.infiniproxy.usage.report.CsvLine;
import io.infiniproxy.usage.report.RecordedRequest;
import io.infiniproxy.usage.report.RecordedRequests;
import io.infiniproxy.usage.report.UsageFilter;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Answers usage records as CSV, the oldest first. A page of them is in memory at a time, and the next is read when the client has
 * taken it.
 */
public final class AnswerUsageExport implements Processor {
    private static final int PAGE = 1_000;
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "text/csv; charset=utf-8",
            "Content-Disposition", "attachment; filename=\"usage.csv\"",
            "Cache-Control", "no-store");

    private final RecordedRequests requests;
    private final Duration longestWait;

    /** A client that takes nothing for {@code longestWait} is given up. */
    public AnswerUsageExport(RecordedRequests requests, Duration longestWait) {
        this.requests = requests;
        this.longestWait = longestWait;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        DateRange range = ReportParameters.of(exchange, "session_id", "request_id").range();
        UsageFilter filter = ReportParameters.filterOfRequests(exchange);
        List<RecordedRequest> page = requests.after(null, filter, range, PAGE);
        client.begin(200, HEADERS);
        client.write(CsvLine.of(RecordedRequests.COLUMNS), longestWait);
        while (!page.isEmpty()) {
            client.write(lines(page), longestWait);
            Cursor last = page.getLast().cursor();
            page = page.size() < PAGE ? List.of() : requests.after(last, filter, range, PAGE);
        }
        client.end(new byte[0]);
    }

    private static byte[] lines(List<RecordedRequest> page) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        page.forEach(request -> lines.writeBytes(CsvLine.of(request.columns().values())));
        return lines.toByteArray();
    }
}
