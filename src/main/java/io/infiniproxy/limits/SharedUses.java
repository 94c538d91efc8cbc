package io.infiniproxy.limits;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** What requests of all proxies have used and reserved, in PostgreSQL. Threadsafe. */
final class SharedUses {
    /** A proxy that has not been seen for so long does not run any more. */
    private static final String DEAD_AFTER = "interval '15 seconds'";

    private final JdbcClient sql;

    SharedUses(JdbcClient sql) {
        this.sql = sql;
    }

    /** Returns the state of a subject whose levels are known. */
    SubjectState state(Limited subject, Levels levels, Instant now) {
        Map<Period, PeriodUse> uses = new EnumMap<>(Period.class);
        if (!subject.limits().countsRequestsUnderWay()) {
            return new SubjectState(levels, 0, uses);
        }
        String firstDays = subject.limits().budgets().stream()
                .map(budget -> budget.period().firstDay(now).toString())
                .distinct()
                .collect(Collectors.joining(","));
        int[] inFlight = {0};
        Map<String, PeriodUse> byFirstDay = new HashMap<>();
        uses(subject.subject(), firstDays)
                .query(row -> {
                    inFlight[0] = row.getInt("in_flight");
                    byFirstDay.put(row.getString("first_day"), use(row));
                });
        subject.limits().budgets().forEach(budget -> uses.put(
                budget.period(), byFirstDay.get(budget.period().firstDay(now).toString())));
        return new SubjectState(levels, inFlight[0], uses);
    }

    private static PeriodUse use(ResultSet row) throws SQLException {
        return new PeriodUse(
                row.getLong("spent_tokens"),
                row.getLong("spent_cost_nanos"),
                row.getLong("reserved_tokens"),
                row.getLong("reserved_cost_nanos"));
    }

    /**
     * One row for each first day; where there is none, one of an empty day for the requests that are under way.
     *
     * <p>One statement: a record that comes in meanwhile is either spent or reserved in it.
     */
    private StatementSpec uses(Subject subject, String firstDays) {
        String column = subject.kind().column();
        return sql.sql("with live as ("
                        + "   select r.tokens, r.cost_nanos, r.admitted_at, r.ended_at from limit_reservations r"
                        + "   join limit_nodes n on n.node = r.node and n.seen_at > clock_timestamp() - " + DEAD_AFTER
                        + "   where r." + column + " = :id)"
                        + " select first_day, (select count(*) from live where ended_at is null) as in_flight,"
                        + "   reserved.tokens as reserved_tokens, reserved.cost_nanos as reserved_cost_nanos,"
                        + "   spent.tokens as spent_tokens, spent.cost_nanos as spent_cost_nanos"
                        + " from unnest(string_to_array(:firstDays, ',') || case when :firstDays = '' then array[''] end)"
                        + "   as first_day"
                        + " cross join lateral ("
                        + "   select coalesce(sum(tokens), 0) as tokens, coalesce(sum(cost_nanos), 0) as cost_nanos"
                        + "   from live where admitted_at >= first_day) reserved"
                        + " cross join lateral ("
                        + "   select coalesce(sum(total_tokens), 0) as tokens, coalesce(sum(cost_nanos), 0) as cost_nanos"
                        + "   from usage_days where " + column + " = :id and day >= first_day and first_day <> '') spent")
                .param("id", subject.id())
                .param("firstDays", firstDays);
    }
}
