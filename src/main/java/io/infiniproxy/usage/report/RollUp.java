package io.infiniproxy.usage.report;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;

/** The tables of sums, and the records themselves. Of two that can answer, the first has fewer rows. */
enum RollUp {
    MONTHS("usage_months", "month", 7, Columns.ALL),
    DAY_MODELS("usage_day_models", "day", 10, Set.of("model", "endpoint", "backend", "outcome")),
    DAY_KEYS("usage_day_keys", "day", 10, Set.of("user_id", "api_key_id", "outcome")),
    DAYS("usage_days", "day", 10, Columns.ALL),
    HOURS("usage_hours", "hour", 13, Columns.ALL),
    RECORDS("usage_records", "timestamp", 24, Columns.ALL);

    private final String table;
    private final String timeColumn;
    private final int timeLength;
    private final Set<String> columns;

    private static final class Columns {
        static final Set<String> ALL = Set.of("user_id", "api_key_id", "model", "endpoint", "backend", "outcome");
    }

    RollUp(String table, String timeColumn, int timeLength, Set<String> columns) {
        this.table = table;
        this.timeColumn = timeColumn;
        this.timeLength = timeLength;
        this.columns = columns;
    }

    /** Returns the table of days that tells these columns in the fewest rows. */
    static RollUp days(Collection<String> wanted) {
        return Stream.of(DAY_MODELS, DAY_KEYS, DAYS)
                .filter(rollUp -> rollUp.columns.containsAll(wanted))
                .findFirst()
                .orElseThrow();
    }

    String table() {
        return table;
    }

    String timeColumn() {
        return timeColumn;
    }

    /** Returns how many characters of a timestamp name a row's time. */
    int timeLength() {
        return timeLength;
    }

    /** Returns the latest begin of a row's time that is not after the instant. */
    Instant floor(Instant instant) {
        OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
        return switch (timeLength) {
            case 7 -> time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant();
            case 10 -> instant.truncatedTo(ChronoUnit.DAYS);
            case 13 -> instant.truncatedTo(ChronoUnit.HOURS);
            default -> instant;
        };
    }

    /** Returns the earliest begin of a row's time that is not before the instant. */
    Instant ceiling(Instant instant) {
        Instant floor = floor(instant);
        if (floor.equals(instant)) {
            return instant;
        }
        OffsetDateTime time = floor.atOffset(ZoneOffset.UTC);
        return switch (timeLength) {
            case 7 -> time.plusMonths(1).toInstant();
            case 10 -> time.plusDays(1).toInstant();
            default -> time.plusHours(1).toInstant();
        };
    }
}
