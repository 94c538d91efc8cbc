package io.infiniproxy.bench.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All that a run has measured, as JSON: where, every round, and the lines of the table. */
final class Results {
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .registerModule(new SimpleModule()
                    .addSerializer(double.class, new NumberOrNull())
                    .addSerializer(Double.class, new NumberOrNull()));
    private static final String FILE = "results.json";
    private static final String CHART = "results.svg";

    private Results() {}

    /** JSON has no NaN: what is not known is null. */
    private static final class NumberOrNull extends JsonSerializer<Double> {
        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider serializers) throws IOException {
            if (value.isNaN()) {
                json.writeNull();
            } else {
                json.writeNumber(value);
            }
        }
    }

    static void write(ObjectNode surroundings, List<Row> rows, List<String> targets, List<Measured> rounds, Path folder)
            throws IOException {
        ObjectNode all = JSON.createObjectNode();
        all.set("surroundings", surroundings.put("load_average_after", Machine.loadAverage()));
        all.set("targets", JSON.valueToTree(targets));
        all.set("table", JSON.valueToTree(rows));
        all.set("rounds", JSON.valueToTree(rounds));
        Files.createDirectories(folder);
        JSON.writeValue(folder.resolve(FILE).toFile(), all);
        draw(folder.resolve(FILE));
        Progress.say("Written: " + folder.resolve(FILE) + " and " + folder.resolve(CHART));
    }

    /** Draws the chart of a file of results, beside it. */
    static void draw(Path file) throws IOException {
        JsonNode results = JSON.readTree(file.toFile());
        String name = file.getFileName().toString().replaceFirst("\\.json$", "") + ".svg";
        Files.writeString(file.resolveSibling(name), Chart.of(results));
    }
}
