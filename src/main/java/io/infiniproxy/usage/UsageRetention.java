package io.infiniproxy.usage;

import io.infiniproxy.sql.UtcTime;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deletes old usage records; the sums by the hour, day and month stay. Safe for use by many threads. */
public final class UsageRetention {
    private final JdbcClient writes;

    public UsageRetention(DataSource writes) {
        this.writes = JdbcClient.create(writes);
    }

    /** Deletes the oldest records from before the instant, {@code most} at most, in one statement. Returns how many. */
    public int deleteBefore(Instant end, int most) {
        return writes.sql("delete from usage_records where id in"
                        + " (select id from usage_records where timestamp < :end order by timestamp, id limit :most)")
                .param("end", UtcTime.text(end))
                .param("most", most)
                .update();
    }
}
