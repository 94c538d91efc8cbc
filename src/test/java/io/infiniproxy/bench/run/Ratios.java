package io.infiniproxy.bench.run;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says how many times as much as nginx and the backend alone: this hardly depends on the machine. */
final class Ratios {
    private static final List<String> BASES = List.of(Bench.DIRECT, "nginx");

    private Ratios() {}

    static String table(List<Row> rows) {
        List<String> ours = List.of("translated", "passed through");
        StringBuilder table = new StringBuilder("| times as much |");
        ours.forEach(target -> BASES.forEach(base -> table.append(" ").append(target).append(" / ").append(base).append(" |")));
        table.append("\n|---|").append("---:|".repeat(ours.size() * BASES.size())).append("\n");
        for (Row row : rows) {
            List<String> cells = ours.stream()
                    .flatMap(target -> BASES.stream().map(base -> ratio(row.values(), target, base)))
                    .toList();
            if (cells.stream().anyMatch(cell -> !cell.isEmpty()) && !row.label().contains("added")) {
                table.append("| ").append(row.label()).append(" | ").append(String.join(" | ", cells)).append(" |\n");
            }
        }
        return table.toString();
    }

    private static String ratio(Map<String, Double> values, String target, String base) {
        if (!values.containsKey(target) || !values.containsKey(base) || Double.isNaN(values.get(base))) {
            return "";
        }
        double ratio = values.get(target) / values.get(base);
        return Double.isFinite(ratio) ? String.format(Locale.ROOT, ratio < 0.1 ? "%.4f" : "%.2f", ratio) : "";
    }
}
