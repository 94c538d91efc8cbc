package io.infiniproxy.usage.report;

import io.infiniproxy.usage.DateRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What a report is to tell: divided by one or two dimensions, of a range of time, of records that pass a filter. */
public record ReportQuery(List<Dimension> by, DateRange range, UsageFilter filter) {
    private static final Duration LONGEST_BY_HOUR = Duration.ofDays(31);

    /**
     * Reads the dimensions of a query, {@code user,day} for example.
     *
     * @throws InvalidReportException if there are no such dimensions
     */
    public static List<Dimension> dimensions(String by) {
        if (by == null) {
            throw new InvalidReportException("by: expected one or two of " + Dimension.names() + ", and it is missing");
        }
        List<Dimension> dimensions =
                Arrays.stream(by.split(",", -1)).map(name -> Dimension.of(name.strip())).toList();
        require(dimensions.size() <= 2, "two dimensions at most", by);
        require(Set.copyOf(dimensions).size() == dimensions.size(), "two different dimensions", by);
        require(dimensions.stream().filter(Dimension::isTime).count() <= 1, "day or hour, not both", by);
        return dimensions;
    }

    private static void require(boolean holds, String rule, String by) {
        if (!holds) {
            throw new InvalidReportException("by: expected " + rule + ", got \"" + by + "\"");
        }
    }

    /** Refuses a range of time that has too many hours. */
    void check(Instant now) {
        boolean tooLong = range.start() == null
                || Duration.between(range.start(), Objects.requireNonNullElse(range.end(), now)).compareTo(LONGEST_BY_HOUR) > 0;
        if (by.contains(Dimension.HOUR) && tooLong) {
            throw new InvalidReportException("from: expected a range of " + LONGEST_BY_HOUR.toDays() + " days at most, as by has hour");
        }
    }

    /** Returns the columns of the groups, times first: the order of the rows. */
    List<String> groupColumns() {
        Stream<Dimension> times = by.stream().filter(Dimension::isTime);
        Stream<Dimension> others = by.stream().filter(dimension -> !dimension.isTime());
        return Stream.concat(times, others).map(Dimension::columns).flatMap(List::stream).distinct().toList();
    }

    /** Returns what is read for which part of the time; nothing for a time that nobody lives to see. */
    List<Part> parts() {
        return Part.of(range, rollUps());
    }

    /** Returns the tables to read, the coarsest first. */
    private List<RollUp> rollUps() {
        Set<String> wanted = new LinkedHashSet<>(groupColumns());
        wanted.removeAll(Set.of("day", "hour"));
        wanted.addAll(filter.values().keySet());
        List<RollUp> rollUps = new ArrayList<>();
        if (by.stream().noneMatch(Dimension::isTime)) {
            rollUps.add(RollUp.MONTHS);
        }
        if (!by.contains(Dimension.HOUR)) {
            rollUps.add(RollUp.days(wanted));
        }
        rollUps.addAll(List.of(RollUp.HOURS, RollUp.RECORDS));
        return rollUps;
    }
}
