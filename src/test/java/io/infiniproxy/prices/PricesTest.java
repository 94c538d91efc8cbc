package io.infiniproxy.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.infiniproxy.usage.TokenUsage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class PricesTest {
    private static final TokenUsage MILLION = new TokenUsage(1_000_000, 0, 0, 0, 0, false);

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // the clock may overflow
    private final AtomicInteger opened = new AtomicInteger();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Path file;

    @BeforeEach
    void listen() {
        file = folder.resolve("prices.csv");
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger().detachAppender(log);
    }

    @Test
    void readsAChangedFileAgainAfterASecond() throws IOException {
        write("m,1,1");
        Prices prices = open();

        write("m,20,1");
        assertThat(cost(prices)).isEqualTo(1_000_000_000L);
        afterASecond();
        assertThat(cost(prices)).isEqualTo(20_000_000_000L);
    }

    @Test
    void readsAnUnchangedFileOnce() throws IOException {
        write("m,1,1");
        Prices prices = open();

        for (int look = 0; look < 3; look++) {
            afterASecond();
            cost(prices);
        }

        assertThat(opened).hasValue(1);
        assertThat(log.list).isEmpty();
    }

    @Test
    void aBrokenLineLeavesThePricesAndIsLoggedOnce() throws IOException {
        write("m,1,1");
        Prices prices = open();

        write("m,2,1\nbroken,x,1");
        for (int look = 0; look < 3; look++) {
            afterASecond();
            assertThat(cost(prices)).isEqualTo(1_000_000_000L);
        }

        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("The prices stay as they were: prices.csv, line 3: input: expected a price such as 0.25, got \"x\"");
        write("m,3,1");
        afterASecond();
        assertThat(cost(prices)).isEqualTo(3_000_000_000L);
    }

    @Test
    void aFileThatIsGoneLeavesThePricesUntilItIsBack() throws IOException {
        Prices prices = open();
        assertThat(cost(prices)).isEqualTo(7_000_000_000L);

        write("m,1,1");
        afterASecond();
        assertThat(cost(prices)).isEqualTo(1_000_000_000L);
        log.list.clear();
        Files.delete(file);
        for (int look = 0; look < 3; look++) {
            afterASecond();
            assertThat(cost(prices)).isEqualTo(1_000_000_000L);
        }
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly(
                "The prices stay as they were: prices.csv is gone; one that comes back is read");

        write("m,2,1");
        afterASecond();
        assertThat(cost(prices)).isEqualTo(2_000_000_000L);
    }

    @Test
    void refusesToStartWithABrokenFile() throws IOException {
        write("m,1");

        assertThatThrownBy(this::open)
                .isInstanceOf(InvalidPricesException.class)
                .hasMessage("prices.csv, line 2: output: expected a price such as 0.25, got \"\"");
    }

    @Test
    void takesTheFirstModelThatHasAPrice() throws IOException {
        write("a,1,1\nb,2,1");
        Prices prices = open();

        assertThat(prices.costNanos(List.of("x", "b", "a"), MILLION)).isEqualTo(2_000_000_000L);
        assertThat(prices.costNanos(List.of("x"), MILLION)).isNull();
        assertThat(prices.costNanos(List.of(), MILLION)).isNull();
    }

    private Prices open() {
        return Prices.open(file, this::content, nanos::get);
    }

    private Optional<InputStream> content() {
        opened.incrementAndGet();
        try {
            byte[] shipped = "currency,USD\nm,7,7".getBytes(StandardCharsets.UTF_8);
            return Optional.of(Files.exists(file) ? Files.newInputStream(file) : new ByteArrayInputStream(shipped));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String lines) throws IOException {
        Files.writeString(file, "currency,USD\n" + lines);
    }

    private void afterASecond() {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    }

    private static Long cost(Prices prices) {
        return prices.costNanos(List.of("m"), MILLION);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(Prices.class);
    }
}
