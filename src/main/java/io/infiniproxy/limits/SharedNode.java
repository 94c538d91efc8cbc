package io.infiniproxy.limits;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** This proxy among those that share the database: it shows that it lives, and leaves no reservation behind. */
final class SharedNode {
    /** Until then a proxy that was only cut off finds its reservations again. */
    private static final String FORGOTTEN_AFTER = "interval '10 minutes'";

    private final JdbcClient sql;
    private final String node;
    private final StoredUsage stored;
    private final Set<String> underWay;

    /** {@code underWay} has the ids of this proxy's requests from before they are reserved until after they have ended. */
    SharedNode(DataSource dataSource, String node, StoredUsage stored, Set<String> underWay) {
        sql = JdbcClient.create(dataSource);
        this.node = node;
        this.stored = stored;
        this.underWay = underWay;
    }

    /** Does all that is to be done every few seconds. */
    void beat() {
        OffsetDateTime now = show();
        endWhatHasEnded();
        if (stored.await(Duration.ZERO)) {
            deleteStored(now);
        }
        forgetTheDead();
    }

    private OffsetDateTime show() {
        return sql.sql("insert into limit_nodes (node, seen_at) values (:node, clock_timestamp())"
                        + " on conflict (node) do update set seen_at = excluded.seen_at returning seen_at")
                .param("node", node)
                .query(OffsetDateTime.class)
                .single();
    }

    /** Of an earlier life of this proxy, or when the database was away at their end. */
    private void endWhatHasEnded() {
        List<String> ended = sql.sql("select request_id from limit_reservations where node = :node and ended_at is null")
                .param("node", node)
                .query(String.class)
                .list()
                .stream()
                .filter(requestId -> !underWay.contains(requestId))
                .toList();
        if (!ended.isEmpty()) {
            sql.sql("update limit_reservations set ended_at = clock_timestamp() where request_id in (:ended)")
                    .param("ended", ended)
                    .update();
        }
    }

    /** All records that were made by {@code now} are in: what is still reserved of ended requests has none. */
    private void deleteStored(OffsetDateTime now) {
        sql.sql("delete from limit_reservations where node = :node and ended_at < :now")
                .param("node", node)
                .param("now", now)
                .update();
    }

    private void forgetTheDead() {
        sql.sql("with dead as (delete from limit_nodes where seen_at < clock_timestamp() - " + FORGOTTEN_AFTER
                        + " returning node) delete from limit_reservations where node in (select node from dead)")
                .update();
    }
}
