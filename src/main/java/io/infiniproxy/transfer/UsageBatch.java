package io.infiniproxy.transfer;

import io.infiniproxy.usage.UsageRecord;
import io.infiniproxy.usage.UsageStatements;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes usage records many at once, by the statements of the usage route. */
final class UsageBatch {
    private static final int SIZE = 500;

    private final JdbcClient sql;
    private final List<String> statements;
    private final List<String> requestIds = new ArrayList<>();
    private StringJoiner records;
    private long written;
    private long known;

    UsageBatch(JdbcClient sql, String databaseKind) {
        this.sql = sql;
        statements = UsageStatements.all(databaseKind);
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
            for (String statement : statements) {
                sql.sql(statement).param(records.toString()).update();
            }
            written += requestIds.size();
            clear();
        }
    }

    /** The statements do not tell: in SQLite it inserts into a view. */
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
