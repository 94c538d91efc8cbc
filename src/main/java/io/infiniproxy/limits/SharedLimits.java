package io.infiniproxy.limits;

import io.infiniproxy.sql.Outage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;

/**
 * Counts in PostgreSQL, for several proxies on one database. While the database is away, this proxy counts by itself, from what
 * it has seen last.
 *
 * <p>Requests of one subject wait for each other here, to be admitted and to end, before they do in the database: so they take one
 * connection of the pool, and leave the others to others.
 */
public final class SharedLimits implements RequestLimits {
    private static final Logger LOG = LoggerFactory.getLogger(SharedLimits.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final long BEAT_MS = 3_000;

    private final Memories memories = new Memories();
    private final Outage outage = new Outage(PAUSE.toNanos());
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("limits-heartbeat").daemon().factory());
    private final SharedCounts counts;
    private final SharedNode self;
    private final LocalLimits alone;
    private final InstantSource clock;

    private SharedLimits(DataSource dataSource, String node, StoredUsage stored, InstantSource clock) {
        counts = new SharedCounts(dataSource, node);
        self = new SharedNode(dataSource, node, stored, underWay);
        alone = new LocalLimits(memories, SpentSource.NONE, clock);
        this.clock = clock;
    }

    /**
     * Starts to count.
     *
     * @param node the id of this proxy, the same after each start
     */
    static SharedLimits open(DataSource dataSource, String node, StoredUsage stored, InstantSource clock) {
        SharedLimits limits = new SharedLimits(dataSource, node, stored, clock);
        limits.beat();
        limits.beats.scheduleWithFixedDelay(limits::beat, BEAT_MS, BEAT_MS, TimeUnit.MILLISECONDS);
        return limits;
    }

    @Override
    public Admission admit(String requestId, List<Limited> subjects, Demand demand) {
        List<SubjectMemory> known = memories.of(subjects);
        try (var turn = Memories.turn(known)) {
            return outage.mayTry(System.nanoTime())
                    ? sharedOrAlone(requestId, subjects, demand, known)
                    : alone.admit(requestId, subjects, demand);
        }
    }

    private Admission sharedOrAlone(String requestId, List<Limited> subjects, Demand demand, List<SubjectMemory> known) {
        underWay.add(requestId);
        try {
            Instant now = clock.instant();
            SharedCounts.Judged judged = counts.admit(requestId, subjects, demand, now);
            end();
            return admission(requestId, subjects, demand, known, judged, now);
        } catch (NestedRuntimeException e) {
            underWay.remove(requestId);
            begin(e);
            return alone.admit(requestId, subjects, demand);
        }
    }

    private Admission admission(
            String requestId,
            List<Limited> subjects,
            Demand demand,
            List<SubjectMemory> known,
            SharedCounts.Judged judged,
            Instant now) {
        try (var locked = Memories.lock(known)) {
            remember(subjects, judged.states(), locked, now);
            return switch (judged.verdict()) {
                case Verdict.Refused(Refusal refusal, Rates rates) -> {
                    underWay.remove(requestId);
                    yield new Admission.Refused(refusal, rates);
                }
                case Verdict.Admitted(List<Levels> levels, Rates rates) -> {
                    LocalLimits.reserve(requestId, locked, levels, Reservation.of(demand, now));
                    yield new Admission.Admitted(
                            new Ticket(used -> settle(requestId, subjects, known, demand.inputTokens(), used)), rates);
                }
            };
        }
    }

    /** To go on with while the database is away. */
    private static void remember(
            List<Limited> subjects, List<SubjectState> states, Memories.Locked locked, Instant now) {
        for (int i = 0; i < subjects.size(); i++) {
            remember(subjects.get(i).limits(), states.get(i), locked.all().get(i), now);
        }
    }

    /** What other proxies have reserved counts as spent. */
    private static void remember(Limits limits, SubjectState state, SubjectMemory memory, Instant now) {
        memory.levels(state.levels());
        for (Budget budget : limits.budgets()) {
            Period period = budget.period();
            PeriodUse use = state.use(period);
            PeriodUse own = memory.reserved(period.firstDay(now));
            memory.spent(period, new Spent(
                    period.firstDay(now),
                    use.spentTokens() + Math.max(0, use.reservedTokens() - own.reservedTokens()),
                    use.spentCostNanos() + Math.max(0, use.reservedCostNanos() - own.reservedCostNanos()),
                    null));
        }
    }

    /** What the database is not told now, as it is away, the next beats make up for. */
    private void settle(String requestId, List<Limited> subjects, List<SubjectMemory> known, long inputTokens, Used used) {
        LocalLimits.settle(requestId, known, used);
        try (var turn = Memories.turn(known)) {
            if (!outage.isOngoing()) {
                counts.settle(requestId, subjects, inputTokens, used);
            }
        } catch (NestedRuntimeException e) {
            begin(e);
        } finally {
            underWay.remove(requestId);
        }
    }

    @Override
    public LimitUse use(Limited subject) {
        Instant now = clock.instant();
        return LimitUse.of(subject, counts.look(subject, now), now);
    }

    private void beat() {
        try {
            self.beat();
            end();
        } catch (NestedRuntimeException e) {
            begin(e);
        } catch (RuntimeException e) {
            LOG.error("Limits: reservations cannot be looked after", e);
        }
    }

    private void begin(NestedRuntimeException e) {
        if (outage.begin(System.nanoTime())) {
            LOG.warn("Limits count in this process alone, as the database is away: {}", e.getMostSpecificCause().getMessage());
        }
    }

    private void end() {
        if (outage.isOngoing()) {
            outage.end();
            LOG.info("Limits count for all proxies again");
        }
    }

    @Override
    public void close() {
        beats.shutdownNow();
    }
}
