package io.infiniproxy.transfer;

import io.infiniproxy.sql.UtcTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;

/**
 * Times as Python's {@code isoformat()} writes them: with or without a fraction, without a zone for UTC; and as SQLite's
 * {@code CURRENT_TIMESTAMP} does.
 */
final class PythonTime {
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX]")
            .toFormatter();

    private PythonTime() {}

    /**
     * Returns the moment.
     *
     * @param place where the text stands, for the words of the exception
     * @throws TransferException if it is no time
     */
    static Instant read(String text, String place) {
        try {
            TemporalAccessor time = FORMAT.parseBest(String.valueOf(text), OffsetDateTime::from, LocalDateTime::from);
            return time instanceof LocalDateTime utc ? utc.toInstant(ZoneOffset.UTC) : Instant.from(time);
        } catch (DateTimeParseException e) {
            throw new TransferException(place + ": expected a time such as 2026-11-22T16:48:00.123456, got " + text, e);
        }
    }

    /** Returns the moment as our database keeps it; null for null. */
    static String utc(String text, String place) {
        return text == null ? null : UtcTime.text(read(text, place));
    }
}
