package io.infiniproxy.bench.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** A line of the table: one figure of every target, the median of its rounds; or words, where a figure will not do. */
record Row(String label, int decimals, Map<String, Double> values, Map<String, String> words) {
    static Row of(String label, int decimals, List<Measured> rounds, ToDoubleFunction<Measured> figure) {
        Map<String, Double> values = new LinkedHashMap<>();
        rounds.stream().map(Measured::target).distinct().forEach(target -> values.put(target, Median.of(rounds.stream()
                .filter(measured -> measured.target().equals(target))
                .mapToDouble(figure)
                .toArray())));
        return new Row(label, decimals, values, Map.of());
    }

    static Row ofValues(String label, int decimals, Map<String, Double> values) {
        return new Row(label, decimals, values, Map.of());
    }

    static Row ofWords(String label, Map<String, String> words) {
        return new Row(label, 0, Map.of(), words);
    }

    /** Returns the difference to the first target, which is the backend itself. */
    Row addedTo(String label, String first) {
        Map<String, Double> added = new LinkedHashMap<>();
        values.forEach((target, value) -> {
            if (!target.equals(first)) {
                added.put(target, value - values.get(first));
            }
        });
        return new Row(label, decimals, added, Map.of());
    }

    String cell(String target) {
        if (words.containsKey(target)) {
            return words.get(target);
        }
        double value = values.getOrDefault(target, Double.NaN);
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
