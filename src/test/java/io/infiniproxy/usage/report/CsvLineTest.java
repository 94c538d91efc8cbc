package io.infiniproxy.usage.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvLineTest {
    @Test
    void writesCells() {
        assertThat(line("a", null, 12L, true, new BigDecimal("0.0000000010"), "")).isEqualTo("a,,12,true,0.0000000010,\r\n");
    }

    @Test
    void quotesWhatNeedsIt() {
        assertThat(line("a,b", "say \"hi\"", "two\nlines", " x", "'x", "漢字")).isEqualTo(
                "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\" x\",\"'x\",漢字\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=\"a\",b"})
    void makesATextOfAFormula(String formula) {
        assertThat(line(formula).replaceFirst("^\"", "")).startsWith("'" + formula.charAt(0));
    }

    private static String line(Object... cells) {
        return new String(CsvLine.of(Arrays.asList(cells)), StandardCharsets.UTF_8);
    }
}
