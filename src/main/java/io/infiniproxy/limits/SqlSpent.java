package io.infiniproxy.limits;

import io.infiniproxy.sql.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a subject has used, as the sums by day say. Threadsafe. */
final class SqlSpent implements SpentSource {
    private static final Logger LOG = LoggerFactory.getLogger(SqlSpent.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final JdbcClient reads;
    private final StoredUsage stored;
    private final Outage outage = new Outage(PAUSE.toNanos());

    SqlSpent(DataSource reads, StoredUsage stored) {
        this.reads = JdbcClient.create(reads);
        this.stored = stored;
    }

    /** While the database is away, or has not all records yet, what was counted here goes on. */
    @Override
    public Spent load(Subject subject, Spent counted, Collection<String> underWay, Instant now) {
        if (!outage.mayTry(System.nanoTime())) {
            return counted.reloadAt(now.plus(PAUSE));
        }
        try {
            boolean isComplete = stored.await(LONGEST_WAIT);
            Spent spent = sum(subject, counted, underWay);
            outage.end();
            return isComplete ? spent : spent.orMore(counted).reloadAt(now.plus(PAUSE));
        } catch (DataAccessException e) {
            if (outage.begin(System.nanoTime())) {
                LOG.warn("Budgets count from what this process has seen, as the database is away: {}",
                        e.getMostSpecificCause().getMessage());
            }
            return counted.reloadAt(now.plus(PAUSE));
        }
    }

    /** One statement, so that a record that comes in meanwhile is in both sums or in none. */
    private Spent sum(Subject subject, Spent counted, Collection<String> underWay) {
        String column = subject.kind().column();
        return reads.sql("select d.tokens - r.tokens as tokens, d.cost_nanos - r.cost_nanos as cost_nanos from"
                        + " (select coalesce(sum(total_tokens), 0) as tokens, coalesce(sum(cost_nanos), 0) as cost_nanos"
                        + " from usage_days where " + column + " = :id and day >= :first) d cross join"
                        + " (select coalesce(sum(total_tokens), 0) as tokens, coalesce(sum(cost_nanos), 0) as cost_nanos"
                        + " from usage_records where request_id in (:underWay) and timestamp >= :first) r")
                .param("id", subject.id())
                .param("first", counted.firstDay().toString())
                .param("underWay", underWay.isEmpty() ? List.of("") : underWay)
                .query((row, number) ->
                        new Spent(counted.firstDay(), row.getLong("tokens"), row.getLong("cost_nanos"), null))
                .single();
    }
}
