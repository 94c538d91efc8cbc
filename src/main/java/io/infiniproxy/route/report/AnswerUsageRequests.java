package io.infiniproxy.route.report;

import io.infiniproxy.prices.Prices;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.usage.report.Cursor;
import io.infiniproxy.usage.report.RecordedRequest;
import io.infiniproxy.usage.report.RecordedRequests;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers a page of usage records, the newest first. */
public final class AnswerUsageRequests implements Processor {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1_000;

    private final RecordedRequests requests;
    private final Prices prices;

    public AnswerUsageRequests(RecordedRequests requests, Prices prices) {
        this.requests = requests;
        this.prices = prices;
    }

    /** {@code nextBefore} is null on the last page. */
    private record Page(String currency, List<RecordedRequest> requests, String nextBefore) {
        static Page of(String currency, List<RecordedRequest> found, int limit) {
            boolean hasMore = found.size() > limit;
            List<RecordedRequest> page = hasMore ? found.subList(0, limit) : found;
            return new Page(currency, page, hasMore ? page.getLast().cursor().text() : null);
        }
    }

    @Override
    public void process(Exchange exchange) {
        ReportParameters parameters = ReportParameters.of(exchange, "limit", "before", "session_id", "request_id");
        int limit = parameters.number("limit", DEFAULT_LIMIT, MOST);
        String before = parameters.text("before");
        List<RecordedRequest> found = requests.before(
                before == null ? null : Cursor.parse(before),
                ReportParameters.filterOfRequests(exchange),
                parameters.range(),
                limit + 1);
        JsonAnswer.send(ClientConnection.of(exchange), Page.of(prices.currency(), found, limit));
    }
}
