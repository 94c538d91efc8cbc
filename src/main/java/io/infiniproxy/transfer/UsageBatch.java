package io.infiniproxy.transfer;

import io.infiniproxy.usage.UsageRecord;
import io.infiniproxy.usage.UsageStatement;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes usage records many at once, by the statement of the usage route. */
final class UsageBatch {
    private static final int SIZE = 500;

    private final JdbcClient sql;
    private final String statement;
    private StringJoiner records;
    private int size;
    private long written;
    private long inserted;

    UsageBatch(JdbcClient sql, String databaseKind) {
        this.sql = sql;
        statement = UsageStatement.insert(databaseKind);
        clear();
    }

    void add(UsageRecord usageRecord) {
        records.add(new String(usageRecord.json(), StandardCharsets.UTF_8));
        if (++size == SIZE) {
            flush();
        }
    }

    /** Writes what waits. */
    void flush() {
        if (size > 0) {
            inserted += sql.sql(statement).param(records.toString()).update();
            written += size;
            clear();
        }
    }

    private void clear() {
        records = new StringJoiner(",", "[", "]");
        size = 0;
    }

    /** Returns how many of the records were new. */
    long inserted() {
        return inserted;
    }

    /** Returns how many of the records were there already. */
    long known() {
        return written - inserted;
    }
}
