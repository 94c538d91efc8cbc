package io.infiniproxy.usage;

import io.infiniproxy.keys.UnknownIdException;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sums of what was used, from the database. Safe for use by many threads. */
public final class UsageReports {
    private static final String TOTALS = "count(*) as total_requests, coalesce(sum(input_tokens), 0) as total_input_tokens,"
            + " coalesce(sum(output_tokens), 0) as total_output_tokens, coalesce(sum(total_tokens), 0) as total_tokens";

    /** Bounds for open ends: no timestamp is less than the first or greater than the last. */
    private static final String FIRST = "0";
    private static final String LAST = "9999-12-31T23:59:59.999Z";

    private final JdbcClient reads;

    public UsageReports(DataSource reads) {
        this.reads = JdbcClient.create(reads);
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
        return UserUsage.of(userId, username, byEndpoint(userId, range), range);
    }

    /**
     * Returns what was used with the key.
     *
     * @throws UnknownIdException when there is no such key
     */
    public ApiKeyUsage forApiKey(long apiKeyId, DateRange range) {
        return inRange("select k.id as api_key_id, t.* from api_keys k cross join (select " + TOTALS
                        + " from usage_records where api_key_id = :id and timestamp between :first and :last) t"
                        + " where k.id = :id", apiKeyId, range)
                .query(ApiKeyUsage.class)
                .optional()
                .orElseThrow(() -> new UnknownIdException("api_key_id", apiKeyId));
    }

    private List<EndpointUsage> byEndpoint(long userId, DateRange range) {
        return inRange("select endpoint, model, " + TOTALS + " from usage_records"
                        + " where user_id = :id and timestamp between :first and :last"
                        + " group by endpoint, model order by endpoint, coalesce(model, '')", userId, range)
                .query(EndpointUsage.class)
                .list();
    }

    private JdbcClient.StatementSpec inRange(String sql, long id, DateRange range) {
        return reads.sql(sql)
                .param("id", id)
                .param("first", Objects.requireNonNullElse(range.startText(), FIRST))
                .param("last", Objects.requireNonNullElse(range.endText(), LAST));
    }
}
