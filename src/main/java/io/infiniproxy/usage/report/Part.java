package io.infiniproxy.usage.report;

import io.infiniproxy.sql.UtcTime;
import io.infiniproxy.usage.DateRange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a report's time, and the table that is read for it: long ones come from sums, and only what begins or ends within an
 * hour from records, so that figures are exact.
 *
 * @param first the first instant of the part
 * @param end the first instant after it
 */
record Part(RollUp rollUp, Instant first, Instant end) {
    /** Before and after all records. Both begin a month, and have years of four digits, as text order needs. */
    private static final Instant BEGINNING = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-12-01T00:00:00Z");

    /** Divides a range of time among the tables, the coarsest first; the last must be the records. */
    static List<Part> of(DateRange range, List<RollUp> rollUps) {
        Instant first = range.start() == null ? BEGINNING : range.start().truncatedTo(ChronoUnit.MILLIS);
        Instant end = range.end() == null ? END : range.end().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        List<Part> parts = new ArrayList<>();
        divide(earlier(first, END), earlier(end, END), rollUps, parts);
        return parts;
    }

    private static void divide(Instant first, Instant end, List<RollUp> rollUps, List<Part> parts) {
        RollUp coarsest = rollUps.getFirst();
        Instant inner = coarsest.ceiling(first);
        Instant innerEnd = coarsest.floor(end);
        if (inner.isBefore(innerEnd)) {
            List<RollUp> finer = rollUps.subList(1, rollUps.size());
            if (first.isBefore(inner)) {
                divide(first, inner, finer, parts);
            }
            parts.add(new Part(coarsest, inner, innerEnd));
            if (innerEnd.isBefore(end)) {
                divide(innerEnd, end, finer, parts);
            }
        } else if (rollUps.size() > 1) {
            divide(first, end, rollUps.subList(1, rollUps.size()), parts);
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Returns {@link #first()} as the table writes it. */
    String firstText() {
        return UtcTime.text(first).substring(0, rollUp.timeLength());
    }

    /** Returns {@link #end()} as the table writes it. */
    String endText() {
        return UtcTime.text(end).substring(0, rollUp.timeLength());
    }
}
