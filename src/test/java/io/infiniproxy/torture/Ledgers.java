package io.infiniproxy.torture;

import io.infiniproxy.torture.Seen.End;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The backend's ledger and what the clients saw, beside infiniproxy's usage records.
 *
 * <p>The stated bound: a request that its client saw complete has exactly one record, with the backend's tokens. So has one
 * that failed or was aborted, with what was seen until then; only when the proxy was killed while it was under way, or in the second
 * after its client had hung up, may its record be missing.
 */
final class Ledgers {
    private final Map<String, Served> served;
    private final Collection<Seen> seen;
    private final List<Kill> kills;
    private final Map<String, List<Row>> rows = new HashMap<>();
    private final List<String> differences = new ArrayList<>();
    private final long missing;

    /** A usage record; the request's name is its session id. */
    record Row(
            String sessionId,
            String outcome,
            long inputTokens,
            long outputTokens,
            long cacheReadInputTokens,
            boolean isEstimated) {}

    Ledgers(Map<String, Served> served, Collection<Seen> seen, List<Kill> kills, DataSource database) {
        this.served = served;
        this.seen = seen;
        this.kills = kills;
        JdbcClient sql = JdbcClient.create(database);
        sql.sql("select session_id, outcome, input_tokens, output_tokens, cache_read_input_tokens, is_estimated from usage_records")
                .query((row, n) -> new Row(
                        row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getBoolean(6)))
                .list()
                .forEach(row -> rows.computeIfAbsent(row.sessionId(), name -> new ArrayList<>()).add(row));
        missing = seen.stream().filter(this::isMissing).count();
        seen.forEach(this::compare);
        compareUnknown();
        compareRollUps(sql, "usage_hours");
        compareRollUps(sql, "usage_days");
    }

    /** Returns what must not be. */
    List<String> differences() {
        return differences;
    }

    private boolean isMissing(Seen request) {
        return served.containsKey(request.name()) && !rows.containsKey(request.name());
    }

    private void compare(Seen request) {
        List<Row> found = rows.getOrDefault(request.name(), List.of());
        Served byBackend = served.get(request.name());
        if (found.size() > 1) {
            differ(request, "one record at most", found);
        } else if (request.end() == End.COMPLETED && (found.isEmpty() || !isRight(found.getFirst(), byBackend))) {
            differ(request, "one record of " + byBackend, found);
        } else if (found.isEmpty() && byBackend != null && kills.stream().noneMatch(request::isAliveAt)) {
            differ(request, "a record of what was seen of " + byBackend + times(request), found);
        } else if (!found.isEmpty() && (byBackend == null || !isPossible(found.getFirst(), byBackend))) {
            differ(request, "no more than " + byBackend, found);
        }
    }

    /** Returns when the proxy was killed, as its client ended at 0: one who hung up shortly before may not have been noticed yet. */
    private String times(Seen request) {
        return kills.stream()
                .map(kill -> (kill.beginNanos() - request.endNanos()) / 1_000_000 + " ms")
                .collect(Collectors.joining(", ", " with kills at ", " after its client's end"));
    }

    private static boolean isRight(Row row, Served byBackend) {
        if (!row.outcome().equals("completed") || row.isEstimated() == byBackend.reported()) {
            return false;
        }
        return row.isEstimated() || hasTokensOf(row, byBackend);
    }

    private static boolean hasTokensOf(Row row, Served byBackend) {
        return row.inputTokens() == byBackend.promptTokens()
                && row.outputTokens() == byBackend.completionTokens()
                && row.cacheReadInputTokens() == byBackend.cachedTokens();
    }

    /** A word of the answer is a token, two at most by our own counting; nothing was used by an error. */
    private static boolean isPossible(Row row, Served byBackend) {
        return row.isEstimated() ? row.outputTokens() <= 2 * byBackend.completionTokens() : row.outputTokens() == 0
                || hasTokensOf(row, byBackend);
    }

    private void compareUnknown() {
        rows.keySet().stream()
                .filter(name -> seen.stream().noneMatch(request -> request.name().equals(name)))
                .forEach(name -> differences.add("a record of a request that no client sent: " + name));
    }

    private void compareRollUps(JdbcClient sql, String table) {
        String sums = "sum(%s), sum(input_tokens), sum(output_tokens), sum(total_tokens), sum(cache_read_input_tokens)";
        String ofRecords = sums(sql, sums.formatted("1") + " from usage_records");
        String ofRollUps = sums(sql, sums.formatted("requests") + " from " + table);
        if (!ofRecords.equals(ofRollUps)) {
            differences.add(table + ": expected the sums of usage_records " + ofRecords + ", got " + ofRollUps);
        }
    }

    private static String sums(JdbcClient sql, String selected) {
        return sql.sql("select " + selected).query().singleRow().values().toString();
    }

    private void differ(Seen request, String expected, List<Row> found) {
        differences.add(request.name() + " (" + request.end() + "): expected " + expected + ", got " + found);
    }

    /** Returns both ledgers side by side. */
    String table() {
        StringBuilder table = new StringBuilder(String.format(
                "%-40s %9s %12s %12s %12s%n", "", "requests", "input", "output", "cache read"));
        for (End end : End.values()) {
            count(table, "clients saw " + end.name().toLowerCase(Locale.ROOT), count(end));
        }
        count(table, "of the completed, the backend told usage", completed());
        line(table, "  in the backend's ledger", completed(), byBackend(Served::promptTokens),
                byBackend(Served::completionTokens), byBackend(Served::cachedTokens));
        line(table, "  in usage_records", recorded(row -> 1), recorded(Row::inputTokens), recorded(Row::outputTokens),
                recorded(Row::cacheReadInputTokens));
        count(table, "records in all", rows.size());
        count(table, "kills", kills.size());
        count(table, "under way at a kill, without a record", missing);
        return table.toString();
    }

    /** Returns what the comparison comes to, in one sentence. */
    String verdict() {
        return differences.isEmpty()
                ? "No usage was lost, and none was counted twice."
                : "The ledgers differ in " + differences.size() + " places.";
    }

    private static void count(StringBuilder table, String name, long count) {
        table.append(String.format("%-40s %9d%n", name, count));
    }

    private static void line(StringBuilder table, String name, long... values) {
        table.append(String.format("%-40s %9d %12d %12d %12d%n", name, values[0], values[1], values[2], values[3]));
    }

    private long completed() {
        return seen.stream().filter(this::isCounted).count();
    }

    private long count(End end) {
        return seen.stream().filter(request -> request.end() == end).count();
    }

    /** Those whose tokens both sides know. */
    private boolean isCounted(Seen request) {
        return request.end() == End.COMPLETED && served.get(request.name()).reported();
    }

    private long byBackend(ToLongFunction<Served> tokens) {
        return seen.stream().filter(this::isCounted).mapToLong(request -> tokens.applyAsLong(served.get(request.name()))).sum();
    }

    private long recorded(ToLongFunction<Row> tokens) {
        return seen.stream()
                .filter(this::isCounted)
                .flatMap(request -> rows.getOrDefault(request.name(), List.of()).stream())
                .mapToLong(tokens)
                .sum();
    }
}
