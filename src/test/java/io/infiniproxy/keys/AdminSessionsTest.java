package io.infiniproxy.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class AdminSessionsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T16:48:00Z"));
    private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
    private final AdminSessions sessions = new AdminSessions(clock);

    @Test
    void opensSessionsThatCannotBeGuessed() {
        var id = sessions.open();

        assertThat(id).matches("[0-9a-f]{64}").isNotEqualTo(sessions.open());
        assertThat(sessions.isOpen(id)).isTrue();
    }

    @Test
    void knowsNoOtherSession() {
        assertThat(sessions.isOpen("other")).isFalse();
        assertThat(sessions.isOpen(null)).isFalse();
    }

    @Test
    void closesASessionForGood() {
        var id = sessions.open();
        var other = sessions.open();

        sessions.close(id);
        sessions.close("other");
        sessions.close(null);

        assertThat(sessions.isOpen(id)).isFalse();
        assertThat(sessions.isOpen(other)).isTrue();
    }

    @Test
    void endsASessionAfterTwelveHours() {
        var id = sessions.open();

        pass(Duration.ofHours(12).minusMillis(1));
        assertThat(sessions.isOpen(id)).isTrue();

        pass(Duration.ofMillis(1));
        assertThat(sessions.isOpen(id)).isFalse();
    }

    @Test
    void closesTheOldestBeyondAThousand() {
        var first = sessions.open();
        var second = sessions.open();
        for (var i = 0; i < 999; i++) {
            sessions.open();
        }

        assertThat(sessions.isOpen(first)).isFalse();
        assertThat(sessions.isOpen(second)).isTrue();
    }

    private void pass(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }
}
