package io.infiniproxy.usage.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a report can be divided by. */
public enum Dimension {
    USER("user_id"),
    KEY("user_id", "api_key_id"),
    MODEL("model"),
    ENDPOINT("endpoint"),
    BACKEND("backend"),
    DAY("day"),
    HOUR("hour");

    private final List<String> columns;

    Dimension(String... columns) {
        this.columns = List.of(columns);
    }

    /** Returns the dimension of this name: {@code user} for example. */
    static Dimension of(String name) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidReportException("by: expected one or two of " + names() + ", with a comma between, got \"" + name + "\""));
    }

    static String names() {
        return Arrays.stream(values()).map(Dimension::text).collect(Collectors.joining(", "));
    }

    /** Returns the name as it stands in a query. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the columns that make a group. A key belongs to one user. */
    List<String> columns() {
        return columns;
    }

    boolean isTime() {
        return this == DAY || this == HOUR;
    }
}
