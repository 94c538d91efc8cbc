package io.infiniproxy.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infiniproxy.bench.load.LoadResult;
import io.infiniproxy.bench.load.LoadResult.Spread;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a run leaves behind. */
class ResultsTest {
    private static final Spread SPREAD = new Spread(1, 2, 3, 4, 5);

    @TempDir
    private Path folder;

    @Test
    void keepsEveryRoundAndDrawsTheTable() throws Exception {
        ObjectNode surroundings = JsonNodeFactory.instance.objectNode().put("cpu", "A & B").put("commit", "0123456789abcdef");
        List<Row> rows = List.of(
                Row.ofValues("requests: a second", 0, Map.of("direct", 2000.0, "translated", 500.0)),
                Row.ofWords("streams: all right", Map.of("translated", "yes")),
                Row.ofValues("… CPU µs", 1, Map.of("translated", 7.25)));
        Measured round = new Measured("small", "direct", 1, new LoadResult(9, 0, List.of(), 2, SPREAD, SPREAD), Double.NaN, 0.5);
        Results.write(surroundings, rows, List.of("direct", "translated"), List.of(round), folder);

        JsonNode json = new ObjectMapper().readTree(folder.resolve("results.json").toFile());
        assertThat(json.at("/rounds/0/result/right").asInt()).isEqualTo(9);
        assertThat(json.at("/rounds/0/cpuMicros").isNull()).isTrue();
        assertThat(json.at("/table/0/values/translated").asDouble()).isEqualTo(500);
        assertThat(json.at("/table/1/words/translated").asText()).isEqualTo("yes");
        assertThat(json.at("/surroundings/load_average_after").isMissingNode()).isFalse();

        assertThat(widths()).containsExactly(270, 68, 270);
        String chart = Files.readString(folder.resolve("results.svg"));
        assertThat(chart).contains("A &amp; B", "commit 01234567", ">streams: CPU µs<", ">7.3<", ">2,000<").doesNotContain("all right");
    }

    /** Of the bars, in their order. */
    private List<Integer> widths() throws Exception {
        NodeList rectangles = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve("results.svg").toFile())
                .getElementsByTagName("rect");
        return IntStream.range(1, rectangles.getLength())
                .mapToObj(i -> Integer.parseInt(((Element) rectangles.item(i)).getAttribute("width")))
                .toList();
    }

    @Test
    void saysHowManyTimesAsMuch() {
        List<Row> rows = List.of(
                Row.ofValues("requests/s", 0, Map.of("direct", 100.0, "nginx", 50.0, "translated", 25.0, "passed through", 40.0)),
                Row.ofValues("CPU", 0, Map.of("nginx", 10.0, "translated", 30.0)),
                Row.ofWords("right", Map.of("translated", "yes")));
        assertThat(Ratios.table(rows)).contains("| requests/s | 0.25 | 0.50 | 0.40 | 0.80 |\n| CPU |  | 3.00 |  |  |\n")
                .doesNotContain("right |");
    }
}
