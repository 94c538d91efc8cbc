package io.infiniproxy.usage.report;

import io.infiniproxy.usage.Cost;
import io.infiniproxy.usage.DateRange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The usage records themselves, page by page. Each page is a query of its own that begins where the one before ended: however
 * slowly a client takes them, no connection waits for it. Safe for use by many threads.
 */
public final class RecordedRequests {
    /** The columns of a record, in their order. */
    public static final List<String> COLUMNS = List.of(
            "request_id",
            "timestamp",
            "user_id",
            "username",
            "api_key_id",
            "key_name",
            "key_prefix",
            "endpoint",
            "model",
            "backend_model",
            "backend",
            "outcome",
            "status",
            "stream",
            "input_tokens",
            "cache_read_input_tokens",
            "cache_creation_input_tokens",
            "output_tokens",
            "reasoning_tokens",
            "total_tokens",
            "is_estimated",
            "cost",
            "time_to_first_token_ms",
            "duration_ms",
            "client",
            "session_id");

    private static final Set<String> NUMBERS = Set.of(
            "user_id",
            "api_key_id",
            "status",
            "input_tokens",
            "cache_read_input_tokens",
            "cache_creation_input_tokens",
            "output_tokens",
            "reasoning_tokens",
            "total_tokens",
            "time_to_first_token_ms",
            "duration_ms");

    private static final String SELECT = "select r.*, u.username, k.name as key_name, k.key_prefix from usage_records r"
            + " left join users u on u.id = r.user_id left join api_keys k on k.id = r.api_key_id"
            + " where r.timestamp >= :first and r.timestamp <= :last";

    /** Bounds for open ends: no timestamp is less than the first or greater than the last. */
    private static final String FIRST = "0";
    private static final String LAST = "9999-12-31T23:59:59.999Z";

    /** Follows the T of a timestamp: with a day before it, it is after all times of that day. */
    private static final String DAY_END = "U";

    private final JdbcClient reads;

    public RecordedRequests(DataSource reads) {
        this.reads = JdbcClient.create(reads);
    }

    /** Returns the newest records before the cursor, or of all where it is null, the newest first. */
    public List<RecordedRequest> before(Cursor cursor, UsageFilter filter, DateRange range, int limit) {
        String last = cursor == null ? LAST : cursor.timestamp();
        return page(cursor, filter, limit, "<", "desc", first(range), min(last, last(range)));
    }

    /** Returns the oldest records after the cursor, or of all where it is null, the oldest first. */
    public List<RecordedRequest> after(Cursor cursor, UsageFilter filter, DateRange range, int limit) {
        String first = cursor == null ? first(range) : cursor.timestamp();
        return page(cursor, filter, limit, ">", "asc", first, last(range));
    }

    private List<RecordedRequest> page(
            Cursor cursor, UsageFilter filter, int limit, String beyond, String order, String first, String last) {
        Days days = days(filter, first, last);
        if (days.first() == null) {
            return List.of();
        }
        String next = cursor == null ? "" : " and (r.timestamp, r.id) " + beyond + " (:timestamp, :id)";
        var statement = reads.sql(SELECT + next + filter.conditions("r.") + " order by r.timestamp " + order + ", r.id " + order
                        + " limit :limit")
                .params(filter.values())
                .param("first", max(first, days.first()))
                .param("last", min(last, days.last() + DAY_END))
                .param("limit", limit);
        if (cursor != null) {
            statement = statement.param("timestamp", cursor.timestamp()).param("id", cursor.id());
        }
        return statement.query((row, number) -> request(row)).list();
    }

    /** The first and the last day with such records; null when there are none. */
    private record Days(String first, String last) {}

    /** The sums tell at once where not to look: what is not there would else be sought through all records. */
    private Days days(UsageFilter filter, String first, String last) {
        if (!filter.isSearch()) {
            return new Days(first, last);
        }
        return reads.sql("select min(day) as first, max(day) as last from usage_day_models where day >= :first and day <= :last"
                        + filter.conditions(""))
                .params(filter.values())
                .param("first", first.substring(0, Math.min(first.length(), RollUp.DAY_MODELS.timeLength())))
                .param("last", last)
                .query(Days.class)
                .single();
    }

    private static String first(DateRange range) {
        return Objects.requireNonNullElse(range.startText(), FIRST);
    }

    private static String last(DateRange range) {
        return Objects.requireNonNullElse(range.endText(), LAST);
    }

    private static String min(String one, String other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static String max(String one, String other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static RecordedRequest request(ResultSet row) throws SQLException {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (String column : COLUMNS) {
            columns.put(column, value(row, column));
        }
        return new RecordedRequest(new Cursor(row.getString("timestamp"), row.getLong("id")), columns);
    }

    private static Object value(ResultSet row, String column) throws SQLException {
        if (NUMBERS.contains(column)) {
            return number(row, column);
        }
        return switch (column) {
            case "stream", "is_estimated" -> row.getBoolean(column);
            case "cost" -> cost(number(row, "cost_nanos"));
            default -> row.getString(column);
        };
    }

    private static Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    private static Object cost(Long nanos) {
        return nanos == null ? null : Cost.ofNanos(nanos);
    }
}
