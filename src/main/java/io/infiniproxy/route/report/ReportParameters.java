package io.infiniproxy.route.report;

import io.infiniproxy.keys.Caller;
import io.infiniproxy.route.QueryParameters;
import io.infiniproxy.route.Variables;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.usage.DateRange;
import io.infiniproxy.usage.Outcome;
import io.infiniproxy.usage.report.UsageFilter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/** What a request for usage asks for: the query's parameters, within what the caller may see. */
final class ReportParameters {
    private static final List<String> OF_ALL =
            List.of("from", "to", "user_id", "api_key_id", "model", "backend", "endpoint", "outcome");

    private final ClientConnection client;

    private ReportParameters(ClientConnection client) {
        this.client = client;
    }

    static ReportParameters of(Exchange exchange) {
        return new ReportParameters(ClientConnection.of(exchange));
    }

    /** Returns the parameters of a query that has the range, the filter and these others, and refuses one that has more. */
    static ReportParameters of(Exchange exchange, String... others) {
        ReportParameters parameters = of(exchange);
        List<String> known = Stream.concat(Stream.of(others), OF_ALL.stream()).toList();
        QueryParameters.requireOnly(known, parameters.client);
        return parameters;
    }

    /** Returns the filter of the query; all but the admin see their own usage only. */
    static UsageFilter filter(Exchange exchange) {
        ReportParameters parameters = of(exchange);
        Long userId = parameters.id("user_id");
        if (!Boolean.TRUE.equals(exchange.getVariable(Variables.IS_ADMIN))) {
            userId = own(userId, exchange.getVariable(Variables.CALLER, Caller.class));
        }
        return new UsageFilter(
                userId,
                parameters.id("api_key_id"),
                parameters.text("model"),
                parameters.text("backend"),
                parameters.text("endpoint"),
                parameters.outcome(),
                null,
                null);
    }

    /** Returns the filter of the query, which may also name one session or request. */
    static UsageFilter filterOfRequests(Exchange exchange) {
        ReportParameters parameters = of(exchange);
        UsageFilter filter = filter(exchange);
        return new UsageFilter(
                filter.userId(),
                filter.apiKeyId(),
                filter.model(),
                filter.backend(),
                filter.endpoint(),
                filter.outcome(),
                parameters.text("session_id"),
                parameters.text("request_id"));
    }

    private static Long own(Long userId, Caller caller) {
        if (userId != null && userId != caller.userId()) {
            throw new RefusedException(403, "user_id: expected " + caller.userId()
                    + " or none, as an API key sees the usage of its own user only, got " + userId);
        }
        return caller.userId();
    }

    /** Returns the range of time from {@code from} to {@code to}. */
    DateRange range() {
        return DateRange.parse("from", client.request().parameter("from"), "to", client.request().parameter("to"));
    }

    /** Returns a parameter, or null when it is empty or there is none. */
    String text(String name) {
        String text = client.request().parameter(name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Returns an integer from 1 to {@code most}. */
    int number(String name, int otherwise, int most) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw new RefusedException(400, name + ": expected an integer from 1 to " + most + ", got \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }

    private Long id(String name) {
        String text = text(name);
        if (text != null && !text.matches("[0-9]{1,18}")) {
            throw new RefusedException(400, name + ": expected an integer, got \"" + text + "\"");
        }
        return text == null ? null : Long.valueOf(text);
    }

    private String outcome() {
        String text = text("outcome");
        if (text != null && Arrays.stream(Outcome.values()).map(Outcome::text).noneMatch(text::equals)) {
            throw new RefusedException(400, "outcome: expected completed, cancelled or failed, got \"" + text + "\"");
        }
        return text;
    }
}
