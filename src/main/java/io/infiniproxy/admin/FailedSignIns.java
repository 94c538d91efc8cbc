package io.infiniproxy.admin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import java.time.Duration;
import java.util.Map;

/**
 * How often wrong admin tokens came from an address. Beyond ten in a minute none is looked at before that minute is over, so
 * that nobody can try many. In memory and bounded. Safe for use by many threads.
 */
public final class FailedSignIns {
    static final int MAX_IN_A_MINUTE = 10;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MAX_ADDRESSES = 10_000;

    private final Ticker ticker;
    private final Cache<String, Count> counts;

    private record Count(long beganNanos, int failures) {}

    public FailedSignIns() {
        this(Ticker.systemTicker());
    }

    FailedSignIns(Ticker ticker) {
        this.ticker = ticker;
        counts = Caffeine.newBuilder().maximumSize(MAX_ADDRESSES).build();
    }

    boolean areTooMany(ClientConnection client) {
        return waitSeconds(client.address()) > 0;
    }

    /** Refuses a request whose address has sent too many wrong tokens. */
    void requireFew(ClientConnection client) {
        long waitSeconds = waitSeconds(client.address());
        if (waitSeconds > 0) {
            String text = AdminTexts.of(client).get("tooManyFailures", waitSeconds);
            throw new RefusedException(429, text, Map.of("retry-after", String.valueOf(waitSeconds)));
        }
    }

    /** Counts a wrong token. */
    void add(String address) {
        counts.asMap().compute(address, (key, count) -> isOver(count)
                ? new Count(ticker.read(), 1)
                : new Count(count.beganNanos(), count.failures() + 1));
    }

    /** Returns how long the address must wait before its next token is looked at; 0 when it need not. */
    long waitSeconds(String address) {
        Count count = counts.getIfPresent(address);
        if (isOver(count) || count.failures() < MAX_IN_A_MINUTE) {
            return 0;
        }
        Duration left = MINUTE.minusNanos(ticker.read() - count.beganNanos());
        return left.plusSeconds(1).minusNanos(1).toSeconds();
    }

    private boolean isOver(Count count) {
        return count == null || ticker.read() - count.beganNanos() >= MINUTE.toNanos();
    }
}
