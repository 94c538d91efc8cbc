package io.infiniproxy.keys;

import io.infiniproxy.digest.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who is signed in to the page. In memory: a restart signs everyone out. Safe for use by many threads.
 *
 * <p>A user's session is as good as the API key that opened it: the key is looked at again each time, so that the session ends with
 * it. What is kept of the key is its SHA-256.
 */
public final class Sessions {
    /** How long a session lasts at most, used or not. */
    public static final Duration LIFETIME = Duration.ofHours(12);

    /** How long a session lasts that is not used. */
    static final Duration IDLE = Duration.ofHours(2);

    private static final int MAX_OF_ONE = 100;
    private static final int MAX_OF_USERS = 10_000;

    /** Stands for the hash of the admin's key: no hash of a key is empty. */
    private static final String ADMIN = "";

    private final Clock clock;
    private final ApiKeyAuthenticator authenticator;
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    public Sessions(Clock clock, ApiKeyAuthenticator authenticator) {
        this.clock = clock;
        this.authenticator = authenticator;
    }

    private record Session(String keyHash, Instant opened, Instant used) {
        boolean isOpenAt(Instant now) {
            return now.isBefore(opened.plus(LIFETIME)) && now.isBefore(used.plus(IDLE));
        }

        Session usedAt(Instant now) {
            return new Session(keyHash, opened, now);
        }
    }

    /** Opens a session of the admin and returns its id, which cannot be guessed. */
    public String openForAdmin() {
        return open(ADMIN);
    }

    /**
     * Opens a session of the user whose API key this is, and returns its id; nothing for a key that is not good.
     *
     * @throws io.infiniproxy.sql.DatabaseUnavailableException if that cannot be told while the database is away
     */
    public Optional<String> openForUser(String apiKey) {
        return authenticator.authenticate(apiKey).map(caller -> open(Sha256.hex(apiKey)));
    }

    /**
     * Returns who is signed in by the session of this id; nothing when it has ended, by time or with its API key.
     *
     * @throws io.infiniproxy.sql.DatabaseUnavailableException if that cannot be told while the database is away
     */
    public Optional<SignedIn> find(String id) {
        String keyHash = use(id);
        if (keyHash == null) {
            return Optional.empty();
        }
        if (keyHash.equals(ADMIN)) {
            return Optional.of(new SignedIn.Admin());
        }
        Optional<SignedIn> user = authenticator.authenticateHash(keyHash).map(SignedIn.User::new);
        if (user.isEmpty()) {
            close(id); // for good: a key that is activated again opens no old session
        }
        return user;
    }

    /** Ends the session, if there is one. */
    public synchronized void close(String id) {
        sessions.remove(id);
    }

    /** Of one key, or the admin, the oldest session ends beyond a hundred; so nobody can end those of others. */
    private synchronized String open(String keyHash) {
        Instant now = clock.instant();
        sessions.values().removeIf(session -> !session.isOpenAt(now));
        keepFewer(MAX_OF_ONE, session -> session.keyHash().equals(keyHash));
        keepFewer(MAX_OF_USERS, session -> !session.keyHash().equals(ADMIN));
        String id = RandomSecret.hex();
        sessions.put(id, new Session(keyHash, now, now));
        return id;
    }

    private void keepFewer(int most, Predicate<Session> counted) {
        long count = sessions.values().stream().filter(counted).count();
        if (count >= most) {
            sessions.entrySet().stream()
                    .filter(entry -> counted.test(entry.getValue()))
                    .findFirst()
                    .map(Map.Entry::getKey)
                    .ifPresent(sessions::remove);
        }
    }

    private synchronized String use(String id) {
        Instant now = clock.instant();
        Session session = sessions.get(id);
        if (session == null || !session.isOpenAt(now)) {
            return null;
        }
        sessions.put(id, session.usedAt(now));
        return session.keyHash();
    }
}
