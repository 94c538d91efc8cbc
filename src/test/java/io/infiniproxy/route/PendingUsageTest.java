package io.infiniproxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PendingUsageTest {
    private long nanoTime = Duration.ofDays(1).toNanos();
    private final PendingUsage pending = new PendingUsage(() -> nanoTime);

    @Test
    void isStuckWhenRecordsWaitAndNoneIsWritten() {
        pass(60);
        assertThat(pending.isStuck()).as("nothing waits").isFalse();
        pending.recordMade();
        assertThat(pending.isStuck()).as("it has only begun to wait").isFalse();
        pass(2);
        pending.recordMade();
        pass(2);
        assertThat(pending.isStuck()).isTrue();
        pending.recordSettled();
        assertThat(pending.isStuck()).as("one was written").isFalse();
        pass(4);
        assertThat(pending.isStuck()).as("the other one waits").isTrue();
        pending.recordSettled();
        assertThat(pending.isStuck()).isFalse();
    }

    private void pass(long seconds) {
        nanoTime += Duration.ofSeconds(seconds).toNanos();
    }
}
