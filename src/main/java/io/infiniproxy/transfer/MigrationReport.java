package io.infiniproxy.transfer;

import io.infiniproxy.usage.Cost;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/** What was in the one database, and what is in the other. */
public final class MigrationReport {
    private static final String LINE = "%-14s %20s %20s";

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

    /** Returns what people count, of both databases side by side. Tokens and costs are those of the reports, which keep them longest. */
    public List<String> lines() {
        return List.of(
                String.format(LINE, "", "from", "to"),
                line("Users", "users", Function.identity()),
                line("API keys", "api_keys", Function.identity()),
                line("Usage records", "usage_records", Function.identity()),
                line("Tokens", "usage_days.total_tokens", Function.identity()),
                line("Cost", "usage_days.cost_nanos", nanos -> Cost.ofNanos(nanos.longValueExact())));
    }

    private String line(String name, String sum, Function<BigDecimal, BigDecimal> shown) {
        return String.format(
                LINE,
                name,
                shown.apply(from.sums().get(sum)).toPlainString(),
                shown.apply(to.sums().get(sum)).toPlainString());
    }
}
