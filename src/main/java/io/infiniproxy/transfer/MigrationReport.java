package io.infiniproxy.transfer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What was in the one database, and what is in the other. */
public final class MigrationReport {
    /** The rows of each table, and what reports sum up. */
    private static final Predicate<String> SHOWN =
            Pattern.compile("[^.]+|.*\\.(requests|cost_nanos|[a-z_]*tokens)").asMatchPredicate();

    private final Totals from;
    private final Totals to;

    MigrationReport(Totals from, Totals to) {
        this.from = from;
        this.to = to;
    }

    /** Returns the sums that differ, as {@code name: 1 and 2}. */
    List<String> differences() {
        return from.sums().entrySet().stream()
                .filter(sum -> sum.getValue().compareTo(to.sums().get(sum.getKey())) != 0)
                .map(sum -> sum.getKey() + ": " + sum.getValue() + " and " + to.sums().get(sum.getKey()))
                .toList();
    }

    /** Returns the rows and the sums of both databases side by side. */
    public List<String> lines() {
        return from.sums().entrySet().stream()
                .filter(sum -> SHOWN.test(sum.getKey()))
                .map(this::line)
                .toList();
    }

    private String line(Map.Entry<String, ?> sum) {
        return String.format(Locale.ROOT, "%-45s %20s %20s", sum.getKey(), sum.getValue(), to.sums().get(sum.getKey()));
    }
}
