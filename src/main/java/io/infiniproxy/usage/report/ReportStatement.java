package io.infiniproxy.usage.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The SQL of a report: each part of its time is summed up from its own table, and the parts together; names come last.
 *
 * @param values of the statement's parameters
 */
record ReportStatement(String sql, Map<String, Object> values) {
    private static final List<String> SUMMED = List.of(
            "requests",
            "failed_requests",
            "cancelled_requests",
            "input_tokens",
            "cache_read_input_tokens",
            "cache_creation_input_tokens",
            "output_tokens",
            "reasoning_tokens",
            "total_tokens",
            "cost_nanos",
            "unpriced_requests",
            "estimated_requests");

    /** How records count what the other tables have summed up. */
    private static final Map<String, String> OF_RECORDS = Map.of(
            "requests", "1",
            "cost_nanos", "coalesce(cost_nanos, 0)",
            "unpriced_requests", "case when cost_nanos is null and total_tokens > 0 then 1 else 0 end",
            "estimated_requests", "case when is_estimated then 1 else 0 end");

    private static final Set<String> IDS = Set.of("user_id", "api_key_id");

    /** Writes the statement; it returns {@code mostRows} at most. */
    static ReportStatement of(ReportQuery query, int mostRows) {
        List<Part> parts = query.parts();
        Map<String, Object> values = new HashMap<>(query.filter().values());
        IntStream.range(0, parts.size()).forEach(number -> {
            values.put("first" + number, parts.get(number).firstText());
            values.put("end" + number, parts.get(number).endText());
        });
        return new ReportStatement(named(query, together(query, parts, mostRows)), values);
    }

    private static String named(ReportQuery query, String sums) {
        List<String> group = query.groupColumns();
        boolean users = group.contains("user_id");
        boolean keys = group.contains("api_key_id");
        return "select sums.*" + (users ? ", u.username" : "") + (keys ? ", k.name as key_name, k.key_prefix" : "")
                + " from (" + sums + ") sums"
                + (users ? " left join users u on u.id = sums.user_id" : "")
                + (keys ? " left join api_keys k on k.id = sums.api_key_id" : "")
                + " order by " + group.stream().map(column -> "sums." + column).collect(Collectors.joining(", "));
    }

    private static String together(ReportQuery query, List<Part> parts, int mostRows) {
        String group = String.join(", ", query.groupColumns());
        String union = IntStream.range(0, parts.size())
                .mapToObj(number -> part(query, parts.get(number), number))
                .collect(Collectors.joining(" union all "));
        return "select " + group + ", " + sums(Map.of()) + " from (" + union + ") parts group by " + group + " order by " + group
                + " limit " + mostRows;
    }

    private static String part(ReportQuery query, Part part, int number) {
        RollUp rollUp = part.rollUp();
        List<String> group = query.groupColumns();
        String columns = group.stream()
                .map(column -> expression(column, rollUp) + " as " + column)
                .collect(Collectors.joining(", "));
        String groupBy = group.stream().map(column -> expression(column, rollUp)).collect(Collectors.joining(", "));
        return "select " + columns + ", " + sums(counted(rollUp)) + " from " + rollUp.table() + " where " + rollUp.timeColumn()
                + " >= :first" + number + " and " + rollUp.timeColumn() + " < :end" + number + query.filter().conditions("")
                + " group by " + groupBy;
    }

    private static String expression(String column, RollUp rollUp) {
        return switch (column) {
            case "day" -> rollUp.timeLength() == 10 ? "day" : "substr(" + rollUp.timeColumn() + ", 1, 10)";
            case "hour" -> rollUp == RollUp.HOURS ? "hour" : "substr(" + rollUp.timeColumn() + ", 1, 13)";
            default -> rollUp == RollUp.RECORDS ? "coalesce(" + column + (IDS.contains(column) ? ", 0)" : ", '')") : column;
        };
    }

    /** Returns how a table of sums, or of records, counts what it has no column for. */
    private static Map<String, String> counted(RollUp rollUp) {
        Map<String, String> counted = new HashMap<>(rollUp == RollUp.RECORDS ? OF_RECORDS : Map.of());
        String requests = counted.getOrDefault("requests", "requests");
        counted.put("failed_requests", "case when outcome = 'failed' then " + requests + " else 0 end");
        counted.put("cancelled_requests", "case when outcome = 'cancelled' then " + requests + " else 0 end");
        return counted;
    }

    private static String sums(Map<String, String> expressions) {
        return SUMMED.stream()
                .map(column -> "sum(" + expressions.getOrDefault(column, column) + ") as " + column)
                .collect(Collectors.joining(", "));
    }
}
