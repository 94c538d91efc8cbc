package io.infiniproxy.limits;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** The time that a budget is for, by the calendar in UTC. */
public enum Period {
    DAY,
    /** From Monday on. */
    WEEK,
    MONTH,
    /** All of time. */
    TOTAL;

    /** Returns the name as it stands in JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the first day of the period that {@code now} is in; for {@link #TOTAL} a day before all others. */
    public LocalDate firstDay(Instant now) {
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        return switch (this) {
            case DAY -> today;
            case WEEK -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> today.withDayOfMonth(1);
            case TOTAL -> LocalDate.EPOCH;
        };
    }

    /** Returns when the period began; null for {@link #TOTAL}, which never did. */
    public Instant begin(Instant now) {
        return this == TOTAL ? null : firstDay(now).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Returns when the next period begins; null for {@link #TOTAL}, which never ends. */
    public Instant end(Instant now) {
        LocalDate first = firstDay(now);
        LocalDate next =
                switch (this) {
                    case DAY -> first.plusDays(1);
                    case WEEK -> first.plusWeeks(1);
                    case MONTH -> first.plusMonths(1);
                    case TOTAL -> null;
                };
        return next == null ? null : next.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
