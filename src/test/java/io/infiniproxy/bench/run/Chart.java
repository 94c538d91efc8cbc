package io.infiniproxy.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws results as an SVG: a small chart of bars for each line of the table that has figures, each on a scale of its own. */
final class Chart {
    private static final int COLUMNS = 2;
    private static final int WIDTH = 490;
    private static final int TOP = 62;
    private static final int TITLE = 30;
    private static final int BAR = 22;
    private static final int NAME = 120;
    private static final int LONGEST = 270;
    private static final String STYLE = """
            <style>
            text { font: 12px system-ui, sans-serif; fill: #222 }
            .title { font-weight: 600 } .what { font-size: 16px; font-weight: 600 } .where { fill: #666 }
            .paper { fill: #fff } .bar { fill: #9aa7b5 } .ours { fill: #2563a8 }
            @media (prefers-color-scheme: dark) {
              text { fill: #eee } .where { fill: #aaa } .paper { fill: #16181c } .bar { fill: #6b7684 } .ours { fill: #6aa9ec }
            }
            </style>
            """;

    private final StringBuilder svg = new StringBuilder();

    private Chart() {}

    static String of(JsonNode results) {
        return new Chart().draw(results);
    }

    private String draw(JsonNode results) {
        List<String> targets = new ArrayList<>();
        results.path("targets").forEach(target -> targets.add(target.asText()));
        Map<String, JsonNode> rows = rowsByTitle(results.path("table"));
        int height = TITLE + targets.size() * BAR + 16;
        int all = TOP + (rows.size() + COLUMNS - 1) / COLUMNS * height;
        svg.append(String.format(Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1$d %2$d\" width=\"%1$d\" height=\"%2$d\">%n%3$s"
                        + "<rect class=\"paper\" width=\"%1$d\" height=\"%2$d\"/>%n",
                COLUMNS * WIDTH + 16, all, STYLE));
        heading(results.path("surroundings"));
        int i = 0;
        for (Map.Entry<String, JsonNode> row : rows.entrySet()) {
            panel(row.getKey(), row.getValue(), targets, 16 + i % COLUMNS * WIDTH, TOP + i / COLUMNS * height);
            i++;
        }
        return svg.append("</svg>\n").toString();
    }

    /** Of the lines that have figures; one that only has words may be what the next ones go on with. */
    private static Map<String, JsonNode> rowsByTitle(JsonNode table) {
        Map<String, JsonNode> rows = new LinkedHashMap<>();
        String subject = "";
        for (JsonNode row : table) {
            String label = row.path("label").asText();
            subject = label.startsWith("…") ? subject : subject(label);
            if (!row.path("values").isEmpty()) {
                rows.put(label.startsWith("…") ? subject + ": " + label.substring(2) : label, row);
            }
        }
        return rows;
    }

    /** What a line is about, without the figure, for the lines that go on with it. */
    private static String subject(String label) {
        int end = label.indexOf(':');
        return end < 0 ? label : label.substring(0, end);
    }

    private void heading(JsonNode surroundings) {
        text(16, 26, "what", "infiniproxy beside nginx and the backend alone");
        text(16, 46, "where", String.format("%s, %s cores, %s, Java %s, load %s to %s, commit %.8s%s",
                surroundings.path("cpu").asText(), surroundings.path("cores").asText(), surroundings.path("kernel").asText(),
                surroundings.path("java").asText().replaceFirst(" .*", ""), surroundings.path("load_average_before").asText(),
                surroundings.path("load_average_after").asText(), surroundings.path("commit").asText(),
                surroundings.path("changed").asBoolean() ? " and changes" : ""));
    }

    private void panel(String title, JsonNode row, List<String> targets, int x, int y) {
        text(x, y + 16, "title", title);
        double most = 0;
        for (JsonNode value : row.path("values")) {
            most = Math.max(most, value.asDouble());
        }
        for (int i = 0; i < targets.size(); i++) {
            JsonNode value = row.path("values").path(targets.get(i));
            int top = y + TITLE + i * BAR;
            text(x, top + 11, "name", targets.get(i));
            if (value.isNumber()) {
                bar(targets.get(i), value.asDouble(), most, x + NAME, top);
                text(x + NAME + width(value.asDouble(), most) + 6, top + 11, "figure",
                        String.format(Locale.ROOT, "%,." + row.path("decimals").asInt() + "f", value.asDouble()));
            }
        }
    }

    private void bar(String target, double value, double most, int x, int top) {
        boolean ours = target.startsWith("translated") || target.startsWith("passed");
        svg.append(String.format(Locale.ROOT, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>%n",
                ours ? "ours" : "bar", x, top, width(value, most), BAR - 8));
    }

    private static int width(double value, double most) {
        return most <= 0 ? 1 : (int) Math.max(1, Math.round(LONGEST * value / most));
    }

    private void text(int x, int y, String kind, String text) {
        svg.append(String.format(Locale.ROOT, "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n", kind, x, y,
                text.replace("&", "&amp;").replace("<", "&lt;")));
    }
}
