package io.infiniproxy.usage;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Reads one date or date-time of a query and gives the first and the last instant that it means. */
record DateText(Instant first, Instant last) {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    /** A blank may stand for the T and, where a query was decoded, for the + of the zone. */
    private static final Pattern DATE_TIME = Pattern.compile("(?<date>\\d{4}-\\d\\d-\\d\\d)[T ]"
            + "(?<time>\\d\\d:\\d\\d(?::\\d\\d(?<fraction>\\.\\d{1,9})?)?)"
            + "(?:(?<zone>Z|[-+ ]\\d\\d(?::?\\d\\d)?))?");

    private static final DateTimeFormatter ZONED = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    static DateText read(String field, String text) {
        try {
            return DATE.matcher(text).matches() ? day(LocalDate.parse(text)) : moment(text);
        } catch (DateTimeException e) {
            throw new InvalidDateRangeException(
                    field + ": expected an ISO date or date-time such as 2026-01-31 or 2026-01-31T23:59:59Z, got \""
                            + text + "\"");
        }
    }

    private static DateText day(LocalDate date) {
        var start = date.atStartOfDay(ZoneOffset.UTC).toInstant();
        return new DateText(start, start.plus(1, ChronoUnit.DAYS).minusMillis(1));
    }

    /** A time without a fraction means its whole second: an end of 23:59:59 leaves no gap before the next day. */
    private static DateText moment(String text) {
        var parts = DATE_TIME.matcher(text);
        if (!parts.matches()) {
            throw new DateTimeException("not ISO");
        }
        var instant = instant(parts.group("date") + "T" + parts.group("time"), parts.group("zone"));
        requireFourDigitYear(instant);
        return new DateText(instant, parts.group("fraction") == null ? instant.plusMillis(999) : instant);
    }

    /** A zone may carry the last evening of 9999 into a year whose text has no fixed width. */
    private static void requireFourDigitYear(Instant instant) {
        var year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year < 0 || year > 9999) {
            throw new DateTimeException("out of range");
        }
    }

    private static Instant instant(String dateTime, String zone) {
        if (zone == null) {
            return LocalDateTime.parse(dateTime).toInstant(ZoneOffset.UTC);
        }
        return OffsetDateTime.parse(dateTime + zone.replace(' ', '+'), ZONED).toInstant();
    }
}
