package io.infiniproxy.admin;

import io.infiniproxy.sql.UtcTime;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** Reads a moment that somebody has written as an ISO 8601 date and time. */
final class IsoTime {
    private IsoTime() {}

    /**
     * Returns the moment as the database keeps times. Without a zone it is in UTC.
     *
     * @throws DateTimeException if it is none, or of a year for which text of fixed width has no room
     */
    static String utc(String text) {
        TemporalAccessor read = DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        OffsetDateTime moment = read instanceof LocalDateTime local
                ? local.atOffset(ZoneOffset.UTC)
                : ((OffsetDateTime) read).withOffsetSameInstant(ZoneOffset.UTC);
        if (moment.getYear() < 0 || moment.getYear() > 9999) {
            throw new DateTimeException("expected a year of four digits");
        }
        return UtcTime.text(moment.toInstant());
    }
}
