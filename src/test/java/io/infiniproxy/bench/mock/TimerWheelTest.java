package io.infiniproxy.bench.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
    private static final long START = 1_000_000;

    private final TimerWheel<String> wheel = new TimerWheel<>(START);
    private final List<String> due = new ArrayList<>();

    @Test
    void givesTimersInTheOrderOfTheirTimes() {
        wheel.add("third", START + 16_000);
        wheel.add("first", START + 5);
        wheel.add("second", START + 6);
        wheel.add("late", START - 100);
        assertThat(dueAt(START)).isEmpty();
        assertThat(dueAt(START + 4)).containsExactly("late");
        assertThat(dueAt(START + 15_999)).containsExactly("first", "second");
        assertThat(wheel.isEmpty()).isFalse();
        assertThat(dueAt(START + 16_000)).containsExactly("third");
        assertThat(wheel.isEmpty()).isTrue();
    }

    @Test
    void goesOnTurning() {
        for (long now = START; now < START + 100_000; now += 700) {
            wheel.add("timer", now + 650);
            assertThat(dueAt(now + 649)).isEmpty();
            assertThat(dueAt(now + 650)).hasSize(1);
        }
    }

    @Test
    void refusesWhatIsMoreThanATurnAway() {
        assertThatThrownBy(() -> wheel.add("timer", START + 20_000)).hasMessageContaining("expected less than");
    }

    private List<String> dueAt(long now) {
        due.clear();
        wheel.advance(now, due::add);
        return List.copyOf(due);
    }
}
