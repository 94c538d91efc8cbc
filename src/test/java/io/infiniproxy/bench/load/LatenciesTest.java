package io.infiniproxy.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void isRightToOnePercent() {
        Latencies latencies = new Latencies();
        Random random = new Random(7);
        long[] nanos = random.doubles(100_000).mapToLong(x -> (long) Math.exp(x * 26)).toArray();
        Arrays.stream(nanos).forEach(latencies::add);
        Arrays.sort(nanos);
        for (double percent : new double[] {0.1, 1, 50, 90, 99, 99.9, 100}) {
            double exact = nanos[(int) Math.ceil(nanos.length * percent / 100) - 1] / 1e6;
            assertThat(latencies.percentileMs(percent)).isCloseTo(exact, within(exact / 100 + 1e-6));
        }
        assertThat(latencies.maxMs()).isEqualTo(nanos[nanos.length - 1] / 1e6);
        assertThat(latencies.count()).isEqualTo(nanos.length);
    }

    @Test
    void saysThatThereAreNone() {
        assertThat(new Latencies().percentileMs(50)).isNaN();
    }
}
