package io.infiniproxy.usage;

import io.infiniproxy.sql.UtcTime;
import java.time.Instant;

/** A range of time, both ends included, to the millisecond; an end that is null is open. */
public record DateRange(Instant start, Instant end) {
    /** All of time. */
    public static final DateRange ALL = new DateRange(null, null);

    /**
     * Reads the dates of a query: ISO dates or date-times, in UTC where they name no zone. A date means the whole day,
     * a blank one leaves that end open.
     *
     * @throws InvalidDateRangeException naming {@code start_date} or {@code end_date}
     */
    public static DateRange parse(String startDate, String endDate) {
        return parse("start_date", startDate, "end_date", endDate);
    }

    /**
     * Reads the dates of a query, whose parameters have names of their own.
     *
     * @throws InvalidDateRangeException naming one of them
     */
    public static DateRange parse(String startName, String startDate, String endName, String endDate) {
        var start = isBlank(startDate) ? null : DateText.read(startName, startDate.strip()).first();
        var end = isBlank(endDate) ? null : DateText.read(endName, endDate.strip()).last();
        if (start != null && end != null && start.isAfter(end)) {
            throw new InvalidDateRangeException(startName + ": expected a date not after the " + endName + " \"" + endDate.strip()
                    + "\", got \"" + startDate.strip() + "\"");
        }
        return new DateRange(start, end);
    }

    /** Returns the start as the database and JSON have it, or null. */
    public String startText() {
        return start == null ? null : UtcTime.text(start);
    }

    /** Returns the end as the database and JSON have it, or null. */
    public String endText() {
        return end == null ? null : UtcTime.text(end);
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
