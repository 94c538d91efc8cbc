package io.infiniproxy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailedSignInsTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final FailedSignIns failures = new FailedSignIns(nanos::get);

    @Test
    void slowsAnAddressAfterTenFailuresForTheRestOfTheMinute() {
        fail(9);
        pass(Duration.ofSeconds(20));
        assertThat(failures.waitSeconds("192.0.2.1")).isZero();

        fail(1);
        assertThat(failures.waitSeconds("192.0.2.1")).isEqualTo(40);
        assertThat(failures.waitSeconds("192.0.2.2")).isZero();

        pass(Duration.ofMillis(39_001));
        assertThat(failures.waitSeconds("192.0.2.1")).isEqualTo(1);
        pass(Duration.ofMillis(999));
        assertThat(failures.waitSeconds("192.0.2.1")).isZero();
    }

    @Test
    void countsAnewAfterAMinute() {
        fail(9);
        pass(Duration.ofMinutes(1));
        fail(9);
        assertThat(failures.waitSeconds("192.0.2.1")).isZero();

        fail(1);
        assertThat(failures.waitSeconds("192.0.2.1")).isEqualTo(60);
    }

    private void fail(int times) {
        for (int n = 0; n < times; n++) {
            failures.add("192.0.2.1");
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
