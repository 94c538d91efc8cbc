package io.infiniproxy.backend;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How much a backend still takes, in the headers of the Messages API. Both APIs count requests and tokens; but the one says after
 * how long a limit is reset, and the other at what time.
 *
 * @see <a href="https://platform.openai.com/docs/guides/rate-limits">OpenAI: rate limits in headers</a>
 * @see <a href="https://platform.claude.com/docs/en/api/rate-limits">Anthropic: response headers</a>
 */
public final class RateLimits {
    private static final String RESET = "reset";
    private static final Pattern COUNT = Pattern.compile("\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,13}(\\.\\d{1,9})?");
    private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|us|µs|ns|d|h|m|s)");
    private static final Pattern PARTS = Pattern.compile("(" + PART.pattern() + ")+");

    private static final List<Header> HEADERS = Stream.of("requests", "tokens")
            .flatMap(what -> Stream.of("limit", "remaining", RESET).map(which -> Header.of(what, which)))
            .toList();

    /** Seconds that are no duration but a time: since 2001. */
    private static final double FIRST_EPOCH_SECOND = 1e9;

    /** Seconds that can only be milliseconds: they would be in another millennium. */
    private static final double FIRST_EPOCH_MILLISECOND = 1e11;

    private RateLimits() {}

    /** A header of the backend, and its name for Messages clients. */
    private record Header(String backendName, String name, boolean isReset) {
        static Header of(String what, String which) {
            return new Header("x-ratelimit-" + which + "-" + what, "anthropic-ratelimit-" + what + "-" + which, which.equals(RESET));
        }
    }

    /**
     * Returns {@code anthropic-ratelimit-…} headers for the backend's {@code x-ratelimit-…}; what cannot be understood is left
     * out.
     *
     * @param headers the backend's, by their names in lower case
     */
    public static Map<String, String> translateBack(Map<String, String> headers, Instant now) {
        Map<String, String> translated = new HashMap<>();
        for (Header header : HEADERS) {
            String value = headers.get(header.backendName());
            String shown = value == null ? null : header.isReset() ? time(value.strip(), now) : count(value.strip());
            if (shown != null) {
                translated.put(header.name(), shown);
            }
        }
        return translated;
    }

    private static String count(String value) {
        return COUNT.matcher(value).matches() ? value : null;
    }

    /** Rounded up: at the time that is told, the limit is reset. */
    private static String time(String value, Instant now) {
        Instant reset = reset(value, now);
        if (reset == null) {
            return null;
        }
        Instant second = reset.truncatedTo(ChronoUnit.SECONDS);
        return (second.equals(reset) ? second : second.plusSeconds(1)).toString();
    }

    private static Instant reset(String value, Instant now) {
        if (NUMBER.matcher(value).matches()) {
            double number = Double.parseDouble(value);
            return number >= FIRST_EPOCH_MILLISECOND
                    ? Instant.ofEpochMilli((long) number)
                    : number >= FIRST_EPOCH_SECOND ? Instant.EPOCH.plus(seconds(number)) : now.plus(seconds(number));
        }
        if (PARTS.matcher(value).matches()) {
            Matcher parts = PART.matcher(value);
            return parts.results().map(RateLimits::duration).reduce(now, Instant::plus, (first, second) -> second);
        }
        try {
            return Instant.parse(value);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Duration duration(MatchResult part) {
        double number = Double.parseDouble(part.group(1));
        return seconds(
                switch (part.group(2)) {
                    case "d" -> number * 86_400;
                    case "h" -> number * 3_600;
                    case "m" -> number * 60;
                    case "s" -> number;
                    case "ms" -> number / 1e3;
                    case "ns" -> number / 1e9;
                    default -> number / 1e6;
                });
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
