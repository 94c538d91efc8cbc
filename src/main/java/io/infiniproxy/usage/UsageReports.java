package io.infiniproxy.usage;

import io.infiniproxy.keys.UnknownIdException;
import io.infiniproxy.usage.report.Dimension;
import io.infiniproxy.usage.report.ReportQuery;
import io.infiniproxy.usage.report.ReportRow;
import io.infiniproxy.usage.report.UsageFilter;
import io.infiniproxy.usage.report.UsageReport;
import io.infiniproxy.usage.report.UsageSums;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What one user or one key used, from the database. Safe for use by many threads. */
public final class UsageReports {
    private final JdbcClient reads;
    private final UsageReport report;

    public UsageReports(DataSource reads) {
        this.reads = JdbcClient.create(reads);
        report = new UsageReport(reads, Clock.systemUTC());
    }

    /**
     * Returns what all keys of the user used.
     *
     * @throws UnknownIdException when there is no such user
     */
    public UserUsage forUser(long userId, DateRange range) {
        var username = reads.sql("select username from users where id = :id")
                .param("id", userId)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new UnknownIdException("user_id", userId));
        var rows = report.rows(
                new ReportQuery(List.of(Dimension.ENDPOINT, Dimension.MODEL), range, UsageFilter.ofUser(userId)));
        return UserUsage.of(userId, username, rows, range);
    }

    /**
     * Returns what was used with the key.
     *
     * @throws UnknownIdException when there is no such key
     */
    public ApiKeyUsage forApiKey(long apiKeyId, DateRange range) {
        reads.sql("select id from api_keys where id = :id")
                .param("id", apiKeyId)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new UnknownIdException("api_key_id", apiKeyId));
        var rows = report.rows(new ReportQuery(List.of(Dimension.KEY), range, UsageFilter.ofApiKey(apiKeyId)));
        return ApiKeyUsage.of(apiKeyId, UsageSums.of(rows.stream().map(ReportRow::sums).toList()));
    }
}
