package io.infiniproxy.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UtcTimeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T16:48:00Z, 2026-11-22T16:48:00.000Z",
        "2026-11-22T16:48:00.1Z, 2026-11-22T16:48:00.100Z",
        "2026-11-22T16:48:00.123999999Z, 2026-11-22T16:48:00.123Z"
    })
    void isAlwaysAsWide(Instant instant, String text) {
        assertThat(UtcTime.text(instant)).isEqualTo(text);
    }
}
