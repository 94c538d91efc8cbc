package io.infiniproxy.bench.run;

import java.util.List;

/** Writes the table. */
final class MarkdownTable {
    private MarkdownTable() {}

    static String of(List<Row> rows, List<String> targets) {
        StringBuilder table = new StringBuilder("| | " + String.join(" | ", targets) + " |\n|---|" + "---:|".repeat(targets.size()) + "\n");
        for (Row row : rows) {
            table.append("| ").append(row.label());
            targets.forEach(target -> table.append(" | ").append(row.cell(target)));
            table.append(" |\n");
        }
        return table.toString();
    }
}
