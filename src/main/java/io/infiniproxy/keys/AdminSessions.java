package io.infiniproxy.keys;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who is signed in to the admin page. In memory: a restart signs everyone out. Safe for use by many threads. */
public final class AdminSessions {
    /** How long a session lasts, used or not. */
    public static final Duration LIFETIME = Duration.ofHours(12);

    private static final int MAX_SESSIONS = 1_000;

    private final Clock clock;
    private final Map<String, Instant> expiries = new LinkedHashMap<>();

    public AdminSessions(Clock clock) {
        this.clock = clock;
    }

    /** Opens a session and returns its id, which cannot be guessed. Beyond a thousand the oldest is closed. */
    public synchronized String open() {
        expiries.values().removeIf(this::isPast);
        if (expiries.size() >= MAX_SESSIONS) {
            expiries.remove(expiries.keySet().iterator().next());
        }
        var id = RandomSecret.hex();
        expiries.put(id, clock.instant().plus(LIFETIME));
        return id;
    }

    /** Returns whether this is the id of a session that is open. */
    public synchronized boolean isOpen(String id) {
        var expiry = expiries.get(id);
        return expiry != null && !isPast(expiry);
    }

    /** Ends the session, if there is one. */
    public synchronized void close(String id) {
        expiries.remove(id);
    }

    private boolean isPast(Instant expiry) {
        return !clock.instant().isBefore(expiry);
    }
}
