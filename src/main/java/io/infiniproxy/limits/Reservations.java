package io.infiniproxy.limits;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the requests of a subject hold that are under way. What they hold together is known without looking at each: there may be
 * thousands, and every new one asks.
 */
final class Reservations {
    private static final long DAY_SECONDS = 24 * 60 * 60;

    private final Map<String, Reservation> byRequest = new HashMap<>();
    /** By the day of UTC that they were made on, since 1970; there are few. */
    private final Map<Long, Sum> byDay = new HashMap<>();

    /** What was reserved on a day, and is still held. */
    private static final class Sum {
        private int requests;
        private long tokens;
        private long costNanos;

        private void add(Reservation reservation) {
            requests++;
            tokens += reservation.tokens();
            costNanos += reservation.costNanos();
        }

        private void remove(Reservation reservation) {
            requests--;
            tokens -= reservation.tokens();
            costNanos -= reservation.costNanos();
        }
    }

    /** Takes the place of what the request has held so far. */
    void put(String requestId, Reservation reservation) {
        remove(requestId);
        byRequest.put(requestId, reservation);
        byDay.computeIfAbsent(day(reservation), day -> new Sum()).add(reservation);
    }

    /** Returns what the request has held, or null. */
    Reservation remove(String requestId) {
        Reservation removed = byRequest.remove(requestId);
        if (removed != null) {
            byDay.computeIfPresent(day(removed), (day, sum) -> {
                sum.remove(removed);
                return sum.requests == 0 ? null : sum;
            });
        }
        return removed;
    }

    int size() {
        return byRequest.size();
    }

    /** Returns a copy of the ids of the requests. */
    Set<String> requestIds() {
        return Set.copyOf(byRequest.keySet());
    }

    /** Returns what has been reserved since this day, and is still held; nothing is spent in it. */
    PeriodUse since(LocalDate firstDay) {
        long first = firstDay.toEpochDay();
        long tokens = 0;
        long costNanos = 0;
        for (Map.Entry<Long, Sum> entry : byDay.entrySet()) {
            if (entry.getKey() >= first) {
                tokens += entry.getValue().tokens;
                costNanos += entry.getValue().costNanos;
            }
        }
        return new PeriodUse(0, 0, tokens, costNanos);
    }

    private static long day(Reservation reservation) {
        return Math.floorDiv(reservation.at().getEpochSecond(), DAY_SECONDS);
    }
}
