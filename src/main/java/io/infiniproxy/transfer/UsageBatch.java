package io.infiniproxy.transfer;

import io.infiniproxy.usage.UsageRecord;
import io.infiniproxy.usage.UsageStatement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes usage records many at once, by the statement of the usage route. */
final class UsageBatch {
    private static final int SIZE = 500;

    private final JdbcClient sql;
    private final String statement;
    private final List<String> requestIds = new ArrayList<>();
    private StringJoiner records;
    private long written;
    private long known;

    UsageBatch(JdbcClient sql, String databaseKind) {
        this.sql = sql;
        statement = UsageStatement.insert(databaseKind);
        clear();
    }

    void add(UsageRecord usageRecord) {
        records.add(new String(usageRecord.json(), StandardCharsets.UTF_8));
        requestIds.add(usageRecord.requestId());
        if (requestIds.size() == SIZE) {
            flush();
        }
    }

    /** Writes what waits. */
    void flush() {
        if (!requestIds.isEmpty()) {
            known += countKnown();
            sql.sql(statement).param(records.toString()).update();
            written += requestIds.size();
            clear();
        }
    }

    /** The statement does not tell: in SQLite it inserts into a view. */
    private long countKnown() {
        return sql.sql("select count(*) from usage_records where request_id in (:requestIds)")
                .param("requestIds", requestIds)
                .query(Long.class)
                .single();
    }

    private void clear() {
        records = new StringJoiner(",", "[", "]");
        requestIds.clear();
    }

    /** Returns how many of the records were new. */
    long inserted() {
        return written - known;
    }

    /** Returns how many of the records were there already. */
    long known() {
        return known;
    }
}
