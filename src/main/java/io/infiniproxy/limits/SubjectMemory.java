package io.infiniproxy.limits;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** What this process knows of a subject. Every call but those for the lock and the turn needs the lock. */
final class SubjectMemory {
    /** For those who ask the database: they must not keep others from the memory. */
    private final ReentrantLock turn = new ReentrantLock();

    private final ReentrantLock lock = new ReentrantLock();
    private final Subject subject;
    private final Map<String, Reservation> underWay = new HashMap<>();
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

    /** Returns the state, after {@code source} was asked for what is not known. */
    SubjectState state(Limits limits, SpentSource source, Instant now) {
        Map<Period, PeriodUse> uses = new EnumMap<>(Period.class);
        for (Budget budget : limits.budgets()) {
            uses.computeIfAbsent(budget.period(), period -> use(period, source, now));
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
        Instant first = firstDay.atStartOfDay(ZoneOffset.UTC).toInstant();
        long tokens = 0;
        long costNanos = 0;
        for (Reservation reservation : underWay.values()) {
            if (!reservation.at().isBefore(first)) {
                tokens += reservation.tokens();
                costNanos += reservation.costNanos();
            }
        }
        return new PeriodUse(0, 0, tokens, costNanos);
    }

    /** Gives back what a request holds, and counts what it has used; null where nothing is on record. */
    void settle(String requestId, Used used) {
        Reservation reservation = underWay.remove(requestId);
        if (reservation == null) {
            return;
        }
        levels = levels.without(0, (used == null ? 0 : used.tokens()) - reservation.inputTokens());
        if (used != null) {
            LocalDate day = reservation.at().atOffset(ZoneOffset.UTC).toLocalDate();
            spent.replaceAll((period, known) -> day.isBefore(known.firstDay()) ? known : known.plus(used));
        }
    }

    private PeriodUse use(Period period, SpentSource source, Instant now) {
        LocalDate firstDay = period.firstDay(now);
        Spent known = spent.get(period);
        if (known == null || !known.firstDay().equals(firstDay)) {
            known = Spent.nothing(firstDay);
        }
        if (known.isDue(now)) {
            known = source.load(subject, known, underWay.keySet(), now);
        }
        spent.put(period, known);
        PeriodUse reserved = reserved(firstDay);
        return new PeriodUse(
                known.tokens(), known.costNanos(), reserved.reservedTokens(), reserved.reservedCostNanos());
    }
}
