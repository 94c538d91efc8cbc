package io.infiniproxy.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.usage.TokenUsage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PriceListReaderTest {
    private static final String HEAD = "model,input,output,cache_read,cache_write\ncurrency,USD\n";

    @Test
    void theShippedFileCanBeRead() throws IOException {
        try (var in = Files.newInputStream(Path.of("prices.csv"))) {
            var list = PriceListReader.read(in, "prices.csv");
            assertThat(list.currency()).isEqualTo("USD");
            assertThat(list.find("deepseek-v4-pro")).isPresent();
        }
    }

    @Test
    void cacheCostsAsInputWhereItHasNoPrice() throws IOException {
        assertThat(read("m,2,8,,").find("m")).contains(price("2", "8", "2", "2"));
        assertThat(read("m,2,8,0.5,2.5").find("m")).contains(price("2", "8", "0.5", "2.5"));
        assertThat(read("m,2,8").find("m")).contains(price("2", "8", "2", "2"));
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-x, 1",
        "GPT-X, 1",
        "openai/gpt-x, 1",
        "openrouter/openai/gpt-x, 1",
        "azure/gpt-x, 9",
        "gpt-x-mini, 2",
        "gpt-x-mini-2026, 3",
        "openai/gpt-x-mini-2026, 3",
        "gpt-y, 4",
        "azure/gpt-y, 5",
        "claude, 6",
    })
    void theMostSpecificLineCounts(String model, String input) throws IOException {
        var list = read("*,6,0\nazure/*,5,0\ngpt*,4,0\ngpt-x-mini-*,3,0\ngpt-x-mini,2,0\nGpt-x,1,0\nazure/gpt-x,9,0");

        assertThat(list.find(model).orElseThrow().inputNanos()).isEqualTo(nanos(input));
    }

    @Test
    void aModelWithoutALineHasNoPrice() throws IOException {
        assertThat(read("gpt-x,1,2").find("gpt-x-mini")).isEmpty();
        assertThat(read("gpt-x,0,0").find("gpt-x")).isPresent();
    }

    @Test
    void takesWhatASpreadsheetSaves() throws IOException {
        var list = PriceListReader.read(
                bytes("\ufeff# why,,,,\r\nmodel,input,output,cache_read,cache_write\r\ncurrency,EUR,,,\r\n,,,,\r\n\"m\",1.50,\"2\",,\r\n"),
                "prices.csv");

        assertThat(list.currency()).isEqualTo("EUR");
        assertThat(list.find("m")).contains(price("1.50", "2", "1.50", "1.50"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m,1,free|output: expected a price such as 0.25, got \"free\"",
                "m,-1,2|input: expected a price such as 0.25, got \"-1\"",
                "m,1,2,3,4,5|expected model,input,output,cache_read,cache_write, got 6 columns",
                "m;1;2|input: expected a price such as 0.25, got \"\"",
                ",1,2|model: expected a name, with * only at its end, got \"\"",
                "a*b,1,2|model: expected a name, with * only at its end, got \"a*b\"",
                "currency,EUR|currency: expected one for all prices, got a second one",
            })
    void namesTheLineThatItCannotRead(String line, String reason) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(InvalidPricesException.class)
                .hasMessage("prices.csv, line 3: " + reason);
    }

    @Test
    void namesBothLinesOfOneModel() {
        assertThatThrownBy(() -> read("m,1,2\nM,1,2"))
                .hasMessage("prices.csv, line 4: model: expected each name once, got m, which is in line 3");
    }

    @Test
    void needsACurrency() {
        assertThatThrownBy(() -> PriceListReader.read(bytes("m,1,2"), "prices.csv"))
                .hasMessage("prices.csv: expected a line such as currency,USD, got none");
    }

    @Test
    void pricesUncachedInputOutputAndCacheApart() {
        var tokens = new TokenUsage(1_000, 100, 600, 300, 40, false);

        assertThat(price("2", "8", "0.5", "2.5").costNanos(tokens)).isEqualTo(100 * 2_000 + 100 * 8_000 + 600 * 500 + 300 * 2_500);
    }

    @Test
    void roundsToTheNextBillionth() {
        var price = price("0.0005", "0", "0", "0");

        assertThat(price.costNanos(new TokenUsage(1, 0, 0, 0, 0, false))).isEqualTo(1);
        assertThat(price("0.0004", "0", "0", "0").costNanos(new TokenUsage(1, 0, 0, 0, 0, false))).isZero();
    }

    @Test
    void outlastsTokensThatCannotBe() {
        var absurd = new TokenUsage(Long.MAX_VALUE, Long.MAX_VALUE, 0, Long.MAX_VALUE, 0, false);

        assertThat(price("9", "9", "9", "9").costNanos(absurd)).isEqualTo(1_000_000_000_000_000L);
    }

    @Test
    void costsWhatDecimalsOfAnyLengthSay() {
        Random random = new Random(7);
        for (int n = 0; n < 10_000; n++) {
            long[] prices = random.longs(4, 0, 1L << random.nextInt(1, 54)).toArray();
            long[] tokens = random.longs(3, 0, 1L << random.nextInt(1, 32)).toArray();
            var exact = decimal(prices[0], tokens[0])
                    .add(decimal(prices[1], tokens[1]))
                    .add(decimal(prices[2], tokens[2]))
                    .add(decimal(prices[3], tokens[2]))
                    .movePointLeft(6)
                    .setScale(0, RoundingMode.HALF_UP)
                    .min(BigDecimal.valueOf(1_000_000_000_000_000L));

            var price = new Price(prices[0], prices[1], prices[2], prices[3]);
            long all = tokens[0] + 2 * tokens[2];

            assertThat(price.costNanos(new TokenUsage(all, tokens[1], tokens[2], tokens[2], 0, false)))
                    .as("%s for %s", price, Arrays.toString(tokens))
                    .isEqualTo(exact.longValueExact());
        }
    }

    private static BigDecimal decimal(long price, long tokens) {
        return BigDecimal.valueOf(price).multiply(BigDecimal.valueOf(tokens));
    }

    private static PriceList read(String lines) throws IOException {
        return PriceListReader.read(bytes(HEAD + lines), "prices.csv");
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Price price(String input, String output, String cacheRead, String cacheWrite) {
        return new Price(nanos(input), nanos(output), nanos(cacheRead), nanos(cacheWrite));
    }

    private static long nanos(String price) {
        return new BigDecimal(price).movePointRight(9).longValueExact();
    }
}
