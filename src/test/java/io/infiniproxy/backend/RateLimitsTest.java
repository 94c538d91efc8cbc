package io.infiniproxy.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void limitsOfRequestsAndTokensGetTheNamesOfTheMessagesApi() {
        Map<String, String> headers = Map.of(
                "x-ratelimit-limit-requests", "60",
                "x-ratelimit-remaining-requests", "59",
                "x-ratelimit-reset-requests", "1s",
                "x-ratelimit-limit-tokens", "150000",
                "x-ratelimit-remaining-tokens", "149984",
                "x-ratelimit-reset-tokens", "6m0s",
                "x-request-id", "req_1");

        assertThat(RateLimits.translateBack(headers, NOW)).containsExactlyInAnyOrderEntriesOf(Map.of(
                "anthropic-ratelimit-requests-limit", "60",
                "anthropic-ratelimit-requests-remaining", "59",
                "anthropic-ratelimit-requests-reset", "2026-03-01T12:00:01Z",
                "anthropic-ratelimit-tokens-limit", "150000",
                "anthropic-ratelimit-tokens-remaining", "149984",
                "anthropic-ratelimit-tokens-reset", "2026-03-01T12:06:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "6m0s, 2026-03-01T12:06:00Z",
        "1s, 2026-03-01T12:00:01Z",
        "17ms, 2026-03-01T12:00:01Z",
        "0s, 2026-03-01T12:00:00Z",
        "1h2m3.5s, 2026-03-01T13:02:04Z",
        "1d, 2026-03-02T12:00:00Z",
        "250µs, 2026-03-01T12:00:01Z",
        "60, 2026-03-01T12:01:00Z",
        "0.5, 2026-03-01T12:00:01Z",
        "1772366430, 2026-03-01T12:00:30Z",
        "1772366430000, 2026-03-01T12:00:30Z",
        "2026-03-01T12:00:30Z, 2026-03-01T12:00:30Z"
    })
    void aResetIsATime(String reset, String time) {
        assertThat(RateLimits.translateBack(Map.of("x-ratelimit-reset-tokens", reset), NOW))
                .containsExactly(Map.entry("anthropic-ratelimit-tokens-reset", time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1y", "s", "6m0s!", "999999999999999999", "1e9", "999999999999d"})
    void whatIsNotUnderstoodIsLeftOut(String value) {
        assertThat(RateLimits.translateBack(Map.of("x-ratelimit-reset-tokens", value), NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "-1", "60, 100;w=60"})
    void aCountThatIsNoneIsLeftOut(String value) {
        assertThat(RateLimits.translateBack(Map.of("x-ratelimit-limit-tokens", value), NOW)).isEmpty();
    }
}
