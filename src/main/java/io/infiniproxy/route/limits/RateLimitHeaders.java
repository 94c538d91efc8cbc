package io.infiniproxy.route.limits;

import io.infiniproxy.limits.Rate;
import io.infiniproxy.limits.Rates;
import io.infiniproxy.route.error.Api;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * The headers that tell a client how far its limits per minute are used up, in the words of its API.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/rate-limits#response-headers">Anthropic's</a>
 * @see <a href="https://platform.openai.com/docs/guides/rate-limits#rate-limits-in-headers">OpenAI's</a>
 */
final class RateLimitHeaders {
    private static final InstantSource CLOCK = Clock.systemUTC();

    private RateLimitHeaders() {}

    /** Returns the headers; those of limits that there are none of are left out. */
    static Map<String, String> of(Api api, Rates rates) {
        return of(api, rates, CLOCK.instant());
    }

    static Map<String, String> of(Api api, Rates rates, Instant now) {
        Map<String, String> headers = new HashMap<>();
        add(headers, api, "requests", rates.requests(), now);
        add(headers, api, "tokens", rates.tokens(), now);
        return headers;
    }

    private static void add(Map<String, String> headers, Api api, String what, Rate rate, Instant now) {
        if (rate == null) {
            return;
        }
        boolean anthropic = api == Api.ANTHROPIC;
        add(headers, anthropic, what, "limit", Long.toString(rate.limit()));
        add(headers, anthropic, what, "remaining", Long.toString(rate.remaining()));
        add(headers, anthropic, what, "reset", anthropic ? wholeSecond(rate.reset()) : duration(now, rate.reset()));
    }

    private static void add(Map<String, String> headers, boolean anthropic, String what, String which, String value) {
        headers.put(anthropic ? "anthropic-ratelimit-" + what + "-" + which : "x-ratelimit-" + which + "-" + what, value);
    }

    /** RFC 3339, rounded up: at that time it has really been reset. */
    private static String wholeSecond(Instant reset) {
        Instant whole = reset.truncatedTo(ChronoUnit.SECONDS);
        return (whole.equals(reset) ? whole : whole.plusSeconds(1)).toString();
    }

    /** As OpenAI writes durations: {@code 20ms}, {@code 1s}, {@code 6m0s}. */
    private static String duration(Instant now, Instant reset) {
        long ms = Math.max(0, Duration.between(now, reset).toMillis());
        if (ms < 1000) {
            return ms + "ms";
        }
        long seconds = (ms + 999) / 1000;
        return seconds < 60 ? seconds + "s" : seconds / 60 + "m" + seconds % 60 + "s";
    }
}
