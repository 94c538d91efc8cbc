package io.infiniproxy.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ReservationsTest {
    private static final LocalDate FIRST_DAY = LocalDate.parse("2026-11-25");

    private final Reservations reservations = new Reservations();

    @Test
    void knowsWhatIsHeldSinceADay() {
        reservations.put("yesterday", held("2026-11-25T23:59:59.999Z", 10, 100));
        reservations.put("today", held("2026-11-26T00:00:00Z", 20, 200));

        assertThat(reservations.since(FIRST_DAY)).isEqualTo(new PeriodUse(0, 0, 30, 300));
        assertThat(reservations.since(FIRST_DAY.plusDays(1))).isEqualTo(new PeriodUse(0, 0, 20, 200));
        assertThat(reservations.since(FIRST_DAY.plusDays(2))).isEqualTo(PeriodUse.NONE);
        assertThat(reservations.requestIds()).containsExactlyInAnyOrder("yesterday", "today");
    }

    /** As if each that is held were looked at. */
    @Test
    void agreesWithASumOfAll() {
        Random random = new Random(1);
        Map<String, Reservation> all = new HashMap<>();
        for (int step = 0; step < 3000; step++) {
            String request = "r" + random.nextInt(50);
            if (random.nextInt(3) == 0) {
                assertThat(reservations.remove(request)).isEqualTo(all.remove(request));
            } else {
                Instant at = FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(random.nextInt(4 * 86_400));
                Reservation reservation = new Reservation(at, 1, random.nextInt(1000), random.nextInt(1000));
                reservations.put(request, reservation);
                all.put(request, reservation);
            }
            LocalDate since = FIRST_DAY.plusDays(random.nextInt(5));
            assertThat(reservations.since(since)).isEqualTo(sum(all, since));
            assertThat(reservations.size()).isEqualTo(all.size());
        }
    }

    private static PeriodUse sum(Map<String, Reservation> all, LocalDate since) {
        Instant first = since.atStartOfDay(ZoneOffset.UTC).toInstant();
        long tokens = 0;
        long costNanos = 0;
        for (Reservation reservation : all.values()) {
            if (!reservation.at().isBefore(first)) {
                tokens += reservation.tokens();
                costNanos += reservation.costNanos();
            }
        }
        return new PeriodUse(0, 0, tokens, costNanos);
    }

    private static Reservation held(String at, long tokens, long costNanos) {
        return new Reservation(Instant.parse(at), 1, tokens, costNanos);
    }
}
