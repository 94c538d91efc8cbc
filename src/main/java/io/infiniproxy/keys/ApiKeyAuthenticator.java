package io.infiniproxy.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.infiniproxy.sql.DatabaseUnavailableException;
import io.infiniproxy.sql.Outage;
import io.infiniproxy.sql.UtcTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells whose request it is by its API key. Safe for use by many threads.
 *
 * <p>A key that the database knows is trusted for two seconds, then asked for again; so a key deactivated by another
 * process is refused within that time, and one deactivated by this process at once. While the database is away, keys
 * known to this process go on. Keys that do not exist are never remembered: they cannot fill the memory.
 *
 * <p>A key is looked up by its SHA-256, so the time that takes tells nothing about keys that exist.
 */
public final class ApiKeyAuthenticator implements DeactivationListener {
    private static final Logger LOG = LoggerFactory.getLogger(ApiKeyAuthenticator.class);
    private static final long TRUSTED_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int MAX_KNOWN_KEYS = 100_000;

    private final JdbcClient reads;
    private final Clock clock;
    private final Ticker ticker;
    private final Cache<String, KnownKey> knownKeys =
            Caffeine.newBuilder().maximumSize(MAX_KNOWN_KEYS).build();
    private final AtomicLong deactivations = new AtomicLong();
    private final Outage outage = new Outage(TRUSTED_NANOS);

    public ApiKeyAuthenticator(DataSource reads) {
        this(reads, Clock.systemUTC(), Ticker.systemTicker());
    }

    ApiKeyAuthenticator(DataSource reads, Clock clock, Ticker ticker) {
        this.reads = JdbcClient.create(reads);
        this.clock = clock;
        this.ticker = ticker;
    }

    /**
     * Returns the caller, or nothing for a key that does not exist, is inactive, has expired or belongs to an inactive user.
     *
     * @throws DatabaseUnavailableException for a key that is not known here while the database is away
     */
    public Optional<Caller> authenticate(String presentedKey) {
        if (presentedKey == null || presentedKey.isEmpty()) {
            return Optional.empty();
        }
        var keyHash = Sha256.hex(presentedKey);
        var known = knownKeys.getIfPresent(keyHash);
        if (known != null && isTrusted(known)) {
            return unlessExpired(known.caller());
        }
        return outage.mayTry(ticker.read()) ? ask(keyHash, known) : goOn(known, null);
    }

    /** Returns whether the last question to the database failed. */
    public boolean isDatabaseAway() {
        return outage.isOngoing();
    }

    /** Returns whether there are keys that go on while the database is away. */
    public boolean knowsApiKeys() {
        return !knownKeys.asMap().isEmpty();
    }

    @Override
    public void apiKeyDeactivated(long apiKeyId) {
        forget(caller -> caller.apiKeyId() == apiKeyId);
    }

    @Override
    public void userDeactivated(long userId) {
        forget(caller -> caller.userId() == userId);
    }

    /** The count goes up first: an answer that was under way before it is remembered with the old count, so not trusted. */
    private void forget(Predicate<Caller> deactivated) {
        deactivations.incrementAndGet();
        knownKeys.asMap().values().removeIf(known -> deactivated.test(known.caller().caller()));
    }

    private boolean isTrusted(KnownKey known) {
        return known.deactivations() == deactivations.get() && ticker.read() - known.askedAt() < TRUSTED_NANOS;
    }

    private Optional<Caller> ask(String keyHash, KnownKey known) {
        var deactivationsBefore = deactivations.get();
        var askedAt = ticker.read();
        try {
            var found = find(keyHash);
            endOutage();
            found.map(caller -> new KnownKey(caller, askedAt, deactivationsBefore))
                    .ifPresentOrElse(key -> remember(keyHash, key), () -> knownKeys.invalidate(keyHash));
            return found.flatMap(this::unlessExpired);
        } catch (DataAccessException e) {
            beginOutage(e);
            return goOn(known, e);
        }
    }

    private Optional<KnownCaller> find(String keyHash) {
        return reads.sql("select k.id as api_key_id, k.user_id, u.username, k.models, k.limits as key_limits,"
                        + " u.limits as user_limits, k.expires_at,"
                        + " case when k.key_hash = :keyHash then null else k.previous_expires_at end as grace_ends_at"
                        + " from api_keys k join users u on u.id = k.user_id"
                        + " where (k.key_hash = :keyHash or k.previous_key_hash = :keyHash) and k.is_active and u.is_active")
                .param("keyHash", keyHash)
                .query((row, number) -> KnownCaller.of(row))
                .optional();
    }

    /** Takes back what a deactivation overtook: in an outage it would go on. */
    private void remember(String keyHash, KnownKey known) {
        knownKeys.put(keyHash, known);
        if (known.deactivations() != deactivations.get()) {
            knownKeys.invalidate(keyHash);
        }
    }

    private Optional<Caller> goOn(KnownKey known, DataAccessException cause) {
        if (known == null) {
            throw new DatabaseUnavailableException("The API key cannot be checked while the database is away", cause);
        }
        return unlessExpired(known.caller());
    }

    private Optional<Caller> unlessExpired(KnownCaller known) {
        return known.isExpiredAt(UtcTime.text(clock.instant())) ? Optional.empty() : Optional.of(known.caller());
    }

    private void beginOutage(DataAccessException e) {
        if (outage.begin(ticker.read())) {
            LOG.warn("The database is away, API keys known to this process go on: {}", e.getMostSpecificCause().getMessage());
        }
    }

    private void endOutage() {
        if (outage.isOngoing()) {
            outage.end();
            LOG.info("The database is back");
        }
    }

    /** What the database said of a key, when it was asked, and after how many deactivations. */
    private record KnownKey(KnownCaller caller, long askedAt, long deactivations) {}
}
