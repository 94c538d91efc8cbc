package io.infiniproxy.usage.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reports of what was used, from the tables of sums. Safe for use by many threads. */
public final class UsageReport {
    /** More rows than people read, and few enough to be made at once. */
    private static final int MOST_ROWS = 10_000;

    private final JdbcClient reads;
    private final Clock clock;

    public UsageReport(DataSource reads, Clock clock) {
        this.reads = JdbcClient.create(reads);
        this.clock = clock;
    }

    /**
     * Returns the rows of a report in the order of what it is divided by, times first.
     *
     * @throws InvalidReportException if it has too many rows
     */
    public List<ReportRow> rows(ReportQuery query) {
        query.check(clock.instant());
        if (query.parts().isEmpty()) {
            return List.of();
        }
        ReportStatement statement = ReportStatement.of(query, MOST_ROWS + 1);
        List<ReportRow> rows = reads.sql(statement.sql())
                .params(statement.values())
                .query((row, number) -> new ReportRow(group(row, query), sums(row)))
                .list();
        if (rows.size() > MOST_ROWS) {
            throw new InvalidReportException("by: expected a report of " + MOST_ROWS
                    + " rows at most, got more: choose a shorter time, or one user, key or model");
        }
        return rows;
    }

    private static Map<String, Object> group(ResultSet row, ReportQuery query) throws SQLException {
        Map<String, Object> group = new LinkedHashMap<>();
        for (String column : query.groupColumns()) {
            switch (column) {
                case "user_id" -> {
                    group.put(column, id(row, column));
                    group.put("username", row.getString("username"));
                }
                case "api_key_id" -> {
                    group.put(column, id(row, column));
                    group.put("key_name", row.getString("key_name"));
                    group.put("key_prefix", row.getString("key_prefix"));
                }
                case "hour" -> group.put(column, row.getString(column) + ":00:00Z");
                default -> group.put(column, text(row, column));
            }
        }
        return group;
    }

    /** The tables of sums have 0 and '' where a record names nothing. */
    private static Long id(ResultSet row, String column) throws SQLException {
        long id = row.getLong(column);
        return id == 0 ? null : id;
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text.isEmpty() ? null : text;
    }

    private static UsageSums sums(ResultSet row) throws SQLException {
        return new UsageSums(
                row.getLong("requests"),
                row.getLong("failed_requests"),
                row.getLong("cancelled_requests"),
                row.getLong("input_tokens"),
                row.getLong("cache_read_input_tokens"),
                row.getLong("cache_creation_input_tokens"),
                row.getLong("output_tokens"),
                row.getLong("reasoning_tokens"),
                row.getLong("total_tokens"),
                row.getLong("cost_nanos"),
                row.getLong("unpriced_requests"),
                row.getLong("estimated_requests"));
    }
}
