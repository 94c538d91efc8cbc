package io.infiniproxy.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infiniproxy.sql.Database;
import io.infiniproxy.sql.Transactions;
import io.infiniproxy.sql.UtcTime;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who administrated what, and when. Rows are added and never changed. Safe for use by many threads. */
public final class AuditLog {
    private final JdbcClient reads;
    private final Transactions transactions;
    private final Clock clock;

    public AuditLog(Database database, Clock clock) {
        reads = JdbcClient.create(database.readDataSource());
        transactions = new Transactions(database);
        this.clock = clock;
    }

    /** Adds a change within the transaction that makes it; one that leaves everything as it was is none. */
    public void add(JdbcClient transaction, AuditChange change) {
        ObjectNode before = withoutEqual(change.before(), change.after());
        ObjectNode after = withoutEqual(change.after(), change.before());
        if (before != null && before.isEmpty() && after.isEmpty()) {
            return;
        }
        transaction
                .sql("insert into audit (at, actor, action, subject_kind, subject_id, before, after)"
                        + " values (:at, :actor, :action, :subjectKind, :subjectId, :before, :after)")
                .param("at", UtcTime.text(clock.instant()))
                .param("actor", change.actor().text())
                .param("action", change.action().text())
                .param("subjectKind", change.action().subjectKind())
                .param("subjectId", change.subjectId())
                .param("before", Objects.toString(before, null))
                .param("after", Objects.toString(after, null))
                .update();
    }

    /** Adds a change that writes nothing else. */
    public void add(AuditChange change) {
        transactions.run(sql -> {
            add(sql, change);
            return null;
        });
    }

    /** Returns up to {@code limit} entries, the newest first: those with an id below {@code before}. */
    public List<AuditEntry> list(int limit, long before) {
        return reads.sql("select id, at, actor, action, subject_kind, subject_id, before, after from audit"
                        + " where id < :before order by id desc limit :limit")
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> AuditEntry.of(row))
                .list();
    }

    /** Returns the members of one side that the other has not just so; all of them where there is no other side. */
    private static ObjectNode withoutEqual(ObjectNode side, ObjectNode other) {
        if (side == null || other == null) {
            return side;
        }
        ObjectNode changed = side.objectNode();
        side.properties().stream()
                .filter(member -> !member.getValue().equals(other.get(member.getKey())))
                .forEach(member -> changed.set(member.getKey(), member.getValue()));
        return changed;
    }
}
