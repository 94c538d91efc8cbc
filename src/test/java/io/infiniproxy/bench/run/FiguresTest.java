package io.infiniproxy.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.bench.load.LoadResult;
import io.infiniproxy.bench.load.LoadResult.Spread;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From rounds to the table. */
class FiguresTest {
    @Test
    void takesTheMedianOfTheRounds() {
        Row row = Row.of("requests/s", 1, List.of(of("direct", 10), of("nginx", 3), of("direct", 30), of("nginx", 4), of("direct", 11)),
                measured -> measured.result().perSecond());
        assertThat(row.values()).isEqualTo(Map.of("direct", 11.0, "nginx", 3.5));
        assertThat(row.addedTo("added", "direct").values()).isEqualTo(Map.of("nginx", -7.5));
    }

    @Test
    void writesTheTable() {
        Row words = Row.ofWords("all right", Map.of("nginx", "yes"));
        Row figures = Row.ofValues("a second", 0, Map.of("direct", 12345.6, "nginx", Double.NaN));
        assertThat(MarkdownTable.of(List.of(words, figures), List.of("direct", "nginx"))).isEqualTo("""
                | | direct | nginx |
                |---|---:|---:|
                | all right |  | yes |
                | a second | 12,346 |  |
                """);
    }

    @Test
    void saysWhichOptionItExpects() {
        assertThat(Options.parse("--only", "small,large", "--rounds", "3").scenarios()).containsExactly("small", "large");
        assertThat(Options.parse("soak", "2").minutes()).isEqualTo(2);
        assertThat(Options.parse("--floor").floor()).isTrue();
        assertThatThrownBy(() -> Options.parse("--only", "smal"))
                .hasMessageContaining("expected small, streams")
                .hasMessageContaining("\"smal\"");
        assertThatThrownBy(() -> Options.parse("--rounds")).hasMessage("bench: expected a value after --rounds, got none");
        assertThatThrownBy(() -> Options.parse("--seconds", "x")).hasMessageContaining("expected a number above 0");
        assertThatThrownBy(() -> Options.parse("fast")).hasMessageContaining("got \"fast\"");
    }

    private static Measured of(String target, long perSecond) {
        Spread spread = new Spread(1, 2, 3, 4, 5);
        return new Measured("work", target, 1, new LoadResult(perSecond, 0, List.of(), 1, spread, spread), 7, 0);
    }
}
