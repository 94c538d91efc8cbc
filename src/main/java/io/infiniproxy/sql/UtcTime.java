package io.infiniproxy.sql;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Times as the database keeps them: {@code 2026-11-22T16:48:00.123Z}, always this wide, so that text order is time order. */
public final class UtcTime {
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private UtcTime() {}

    /** Returns the text for the instant, cut to milliseconds. */
    public static String text(Instant instant) {
        return MILLISECONDS.format(instant);
    }
}
