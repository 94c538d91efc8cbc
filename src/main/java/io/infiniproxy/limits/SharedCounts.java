package io.infiniproxy.limits;

import io.infiniproxy.sql.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What several proxies use of limits, in PostgreSQL. Threadsafe. */
final class SharedCounts {
    /**
     * As a condition or a column of a statement: its transaction does not wait for the disk. A server that crashes forgets
     * what was reserved in its last moment, but no usage record.
     */
    private static final String UNFORCED = "set_config('synchronous_commit', 'off', true)";

    private static final String INSERT_RESERVATION = "insert into limit_reservations"
            + " (request_id, api_key_id, user_id, node, admitted_at, tokens, cost_nanos) values (:requestId,"
            + " cast(:apiKeyId as bigint), cast(:userId as bigint), :node, :admittedAt, :tokens, :costNanos)";

    private final JdbcClient sql;
    private final SharedUses uses;
    private final TransactionTemplate transactions;
    private final String node;

    /** {@code node} is the id of this proxy. */
    SharedCounts(DataSource dataSource, String node) {
        sql = JdbcClient.create(dataSource);
        uses = new SharedUses(sql);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        this.node = node;
    }

    /** What the database knows of a request's subjects, and what follows for the request. */
    record Judged(List<SubjectState> states, Verdict verdict) {}

    /** The levels of all subjects, locked, and the time of the database. */
    private record LockedLevels(Map<Subject, Levels> levels, long nowMs) {}

    /** Admits a request in one transaction; who asks for the same subjects waits for its end. */
    Judged admit(String requestId, List<Limited> subjects, Demand demand, Instant now) {
        return transactions.execute(status -> {
            LockedLevels locked = lockAll(subjects);
            List<SubjectState> states = new ArrayList<>();
            for (Limited subject : subjects) {
                states.add(uses.state(subject, locked.levels().get(subject.subject()), now));
            }
            Verdict verdict = Judgement.of(subjects, states, demand, locked.nowMs());
            if (verdict instanceof Verdict.Admitted(List<Levels> levels, Rates rates)) {
                write(requestId, subjects, levels, Reservation.of(demand, now));
            }
            return new Judged(states, verdict);
        });
    }

    /** Returns what a subject uses, without a lock. */
    SubjectState look(Limited subject, Instant now) {
        Levels levels = read(List.of(subject), "").levels().getOrDefault(subject.subject(), Levels.FULL);
        return uses.state(subject, levels, now);
    }

    private LockedLevels lockAll(List<Limited> subjects) {
        LockedLevels locked = read(subjects, " for update");
        if (locked.levels().size() == subjects.size()) {
            return locked;
        }
        for (Limited subject : subjects) {
            sql.sql("insert into limit_levels (kind, id, at_ms) values (:kind, :id, 0) on conflict do nothing")
                    .param("kind", subject.subject().kind().name())
                    .param("id", subject.subject().id())
                    .update();
        }
        return read(subjects, " for update");
    }

    /** In the order of their names, an API key before its user, so that nobody waits in a circle. */
    private LockedLevels read(List<Limited> subjects, String lock) {
        String wanted = IntStream.range(0, subjects.size())
                .mapToObj(i -> "kind = :kind" + i + " and id = :id" + i)
                .collect(Collectors.joining(" or "));
        Map<Subject, Levels> levels = new HashMap<>();
        long[] nowMs = {System.currentTimeMillis()};
        String select = "select kind, id, requests, tokens, at_ms,"
                + " cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as now_ms, " + UNFORCED
                + " from limit_levels where " + wanted + " order by kind, id" + lock;
        withSubjects(sql.sql(select), subjects)
                .query(row -> {
                    Subject subject = new Subject(Subject.Kind.valueOf(row.getString("kind")), row.getLong("id"));
                    levels.put(subject, levels(row));
                    nowMs[0] = row.getLong("now_ms");
                });
        return new LockedLevels(levels, nowMs[0]);
    }

    private static Levels levels(ResultSet row) throws SQLException {
        return new Levels(
                row.getObject("requests", Double.class), row.getObject("tokens", Double.class), row.getLong("at_ms"));
    }

    private void write(String requestId, List<Limited> subjects, List<Levels> levels, Reservation reservation) {
        boolean reserves = subjects.stream().anyMatch(subject -> subject.limits().countsRequestsUnderWay());
        String values = IntStream.range(0, subjects.size())
                .mapToObj(i -> "(:kind" + i + ", cast(:id" + i + " as bigint), cast(:requests" + i + " as double precision),"
                        + " cast(:tokens" + i + " as double precision), cast(:atMs" + i + " as bigint))")
                .collect(Collectors.joining(", "));
        StatementSpec statement = withSubjects(
                sql.sql((reserves ? "with reserved as (" + INSERT_RESERVATION + ") " : "")
                        + "update limit_levels l set requests = v.requests, tokens = v.tokens, at_ms = v.at_ms"
                        + " from (values " + values + ") as v (kind, id, requests, tokens, at_ms)"
                        + " where l.kind = v.kind and l.id = v.id"),
                subjects);
        for (int i = 0; i < levels.size(); i++) {
            statement.param("requests" + i, levels.get(i).requests())
                    .param("tokens" + i, levels.get(i).tokens())
                    .param("atMs" + i, levels.get(i).atMs());
        }
        (reserves ? withReservation(statement, requestId, subjects, reservation) : statement).update();
    }

    private StatementSpec withReservation(
            StatementSpec statement, String requestId, List<Limited> subjects, Reservation reservation) {
        return statement.param("requestId", requestId)
                .param("apiKeyId", id(subjects, Subject.Kind.API_KEY))
                .param("userId", id(subjects, Subject.Kind.USER))
                .param("node", node)
                .param("admittedAt", UtcTime.text(reservation.at()))
                .param("tokens", reservation.tokens())
                .param("costNanos", reservation.costNanos());
    }

    private static Long id(List<Limited> subjects, Subject.Kind kind) {
        return subjects.stream()
                .map(Limited::subject)
                .filter(subject -> subject.kind() == kind)
                .map(Subject::id)
                .findFirst()
                .orElse(null);
    }

    private static StatementSpec withSubjects(StatementSpec statement, List<Limited> subjects) {
        for (int i = 0; i < subjects.size(); i++) {
            statement.param("kind" + i, subjects.get(i).subject().kind().name())
                    .param("id" + i, subjects.get(i).subject().id());
        }
        return statement;
    }

    /**
     * The request has ended: what it has used stays reserved until its record is in, for the day that the record will count for;
     * without a record nothing does.
     */
    void settle(String requestId, List<Limited> subjects, long inputTokens, Used used) {
        boolean reserves = subjects.stream().anyMatch(subject -> subject.limits().countsRequestsUnderWay());
        if (reserves) {
            end(requestId, used);
        }
        long owedTokens = (used == null ? 0 : used.tokens()) - inputTokens;
        List<Limited> byTokens = subjects.stream()
                .filter(subject -> subject.limits().tokensPerMinute() != null)
                .toList();
        for (Limited subject : byTokens) {
            sql.sql("update limit_levels set tokens = tokens - :tokens where kind = :kind and id = :id and "
                            + UNFORCED + " = 'off'")
                    .param("tokens", owedTokens)
                    .param("kind", subject.subject().kind().name())
                    .param("id", subject.subject().id())
                    .update();
        }
    }

    private void end(String requestId, Used used) {
        if (used == null) {
            sql.sql("delete from limit_reservations where request_id = :requestId and " + UNFORCED + " = 'off'")
                    .param("requestId", requestId)
                    .update();
            return;
        }
        sql.sql("update limit_reservations set ended_at = clock_timestamp(), admitted_at = :at,"
                        + " tokens = :tokens, cost_nanos = :costNanos where request_id = :requestId and " + UNFORCED + " = 'off'")
                .param("at", UtcTime.text(used.at()))
                .param("tokens", used.tokens())
                .param("costNanos", used.costNanos())
                .param("requestId", requestId)
                .update();
    }
}
