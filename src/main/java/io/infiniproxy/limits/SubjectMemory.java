package io.infiniproxy.limits;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** What this process knows of a subject. Every call but {@link #load} and those for the lock and the turn needs the lock. */
final class SubjectMemory {
    /** For those who ask the database, one at a time: requests that end need only the lock, and so wait for no database. */
    private final ReentrantLock turn = new ReentrantLock();

    private final ReentrantLock lock = new ReentrantLock();
    private final Subject subject;
    private final Reservations underWay = new Reservations();
    private final Map<Period, Spent> spent = new EnumMap<>(Period.class);
    private Levels levels = Levels.FULL;

    SubjectMemory(Subject subject) {
        this.subject = subject;
    }

    void awaitTurn() {
        turn.lock();
    }

    void endTurn() {
        turn.unlock();
    }

    void lock() {
        lock.lock();
    }

    void unlock() {
        lock.unlock();
    }

    /**
     * Asks {@code source} for what is not known of the periods that {@code now} is in. Needs the turn, and takes the lock before and
     * after the question: so requests may end meanwhile, but none is admitted.
     */
    void load(Limits limits, SpentSource source, Instant now) {
        for (Budget budget : limits.budgets()) {
            Question question = question(budget.period(), now);
            if (question != null) {
                learn(budget.period(), question.counted(), source.load(subject, question.counted(), question.underWay(), now));
            }
        }
    }

    /** What a source is asked: what has been counted so far, and whose requests it must not count. */
    private record Question(Spent counted, Set<String> underWay) {}

    /** Returns null where all is known. */
    private Question question(Period period, Instant now) {
        lock();
        try {
            LocalDate firstDay = period.firstDay(now);
            Spent known = spent.get(period);
            if (known == null || !known.firstDay().equals(firstDay)) {
                known = Spent.nothing(firstDay);
                spent.put(period, known);
            }
            return known.isDue(now) ? new Question(known, underWay.requestIds()) : null;
        } finally {
            unlock();
        }
    }

    /** What has come to {@code counted} since the question is of requests that were under way then: the answer lacks it. */
    private void learn(Period period, Spent counted, Spent loaded) {
        lock();
        try {
            spent.put(period, loaded.plusGrowth(counted, spent.get(period)));
        } finally {
            unlock();
        }
    }

    /** Returns the state, once it is {@linkplain #load loaded} for the same time. */
    SubjectState state(Limits limits, Instant now) {
        Map<Period, PeriodUse> uses = new EnumMap<>(Period.class);
        for (Budget budget : limits.budgets()) {
            uses.computeIfAbsent(budget.period(), period -> use(period, now));
        }
        return new SubjectState(levels, underWay.size(), uses);
    }

    /** Remembers the levels as they are elsewhere, or will be. */
    void levels(Levels current) {
        levels = current;
    }

    /** Remembers what was spent elsewhere; {@code tokens} and cost hold no reservation of this process. */
    void spent(Period period, Spent current) {
        spent.put(period, current);
    }

    void reserve(String requestId, Reservation reservation) {
        underWay.put(requestId, reservation);
    }

    /** Returns what the process's own requests have reserved since this day. */
    PeriodUse reserved(LocalDate firstDay) {
        return underWay.since(firstDay);
    }

    /** Gives back what a request holds, and counts what it has used; null where nothing is on record. */
    void settle(String requestId, Used used) {
        Reservation reservation = underWay.remove(requestId);
        if (reservation == null) {
            return;
        }
        levels = levels.without(0, (used == null ? 0 : used.tokens()) - reservation.inputTokens());
        if (used != null) {
            LocalDate day = used.at().atOffset(ZoneOffset.UTC).toLocalDate();
            spent.replaceAll((period, known) -> day.isBefore(known.firstDay()) ? known : known.plus(used));
        }
    }

    private PeriodUse use(Period period, Instant now) {
        Spent known = spent.get(period);
        PeriodUse reserved = reserved(period.firstDay(now));
        return new PeriodUse(
                known.tokens(), known.costNanos(), reserved.reservedTokens(), reserved.reservedCostNanos());
    }
}
