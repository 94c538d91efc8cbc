package io.infiniproxy.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.infiniproxy.digest.Sha256;
import io.infiniproxy.sql.DatabaseUnavailableException;
import io.infiniproxy.sql.Outage;
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
 * <p>A key that the database knows is trusted for two seconds, then asked for again: what another process changes of it
 * holds within that time, and what this process changes, at once. While the database is away, keys known to this process
 * go on, unless the {@link OutagePolicy} refuses all. Keys that do not exist are never remembered: they cannot fill the
 * memory.
 *
 * <p>A key is looked up by its SHA-256, so the time that takes tells nothing about keys that exist.
 */
public final class ApiKeyAuthenticator implements AccessListener {
    private static final Logger LOG = LoggerFactory.getLogger(ApiKeyAuthenticator.class);
    private static final long TRUSTED_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int MAX_KNOWN_KEYS = 100_000;

    private final JdbcClient reads;
    private final OutagePolicy policy;
    private final Clock clock;
    private final Ticker ticker;
    private final Cache<String, KnownKey> knownKeys =
            Caffeine.newBuilder().maximumSize(MAX_KNOWN_KEYS).build();
    private final AtomicLong changes = new AtomicLong();
    private final Outage outage = new Outage(TRUSTED_NANOS);

    public ApiKeyAuthenticator(DataSource reads, OutagePolicy policy) {
        this(reads, policy, Clock.systemUTC(), Ticker.systemTicker());
    }

    ApiKeyAuthenticator(DataSource reads, OutagePolicy policy, Clock clock, Ticker ticker) {
        this.reads = JdbcClient.create(reads);
        this.policy = policy;
        this.clock = clock;
        this.ticker = ticker;
    }

    /**
     * Returns the caller, or nothing for a key that does not exist, is inactive, has expired or belongs to an inactive user.
     *
     * @throws DatabaseUnavailableException while the database is away, for a key that is not known here; for every key where
     *     the policy says so
     */
    public Optional<Caller> authenticate(String presentedKey) {
        if (presentedKey == null || presentedKey.isEmpty()) {
            return Optional.empty();
        }
        return authenticateHash(Sha256.hex(presentedKey));
    }

    /** Does the same by the SHA-256 of a key, in hexadecimal digits. */
    Optional<Caller> authenticateHash(String keyHash) {
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
        return policy == OutagePolicy.OPEN && !knownKeys.asMap().isEmpty();
    }

    @Override
    public void apiKeyChanged(long apiKeyId) {
        forget(caller -> caller.apiKeyId() == apiKeyId);
    }

    @Override
    public void userChanged(long userId) {
        forget(caller -> caller.userId() == userId);
    }

    /** The count goes up first: an answer that was under way before it is remembered with the old count, so not trusted. */
    private void forget(Predicate<Caller> changed) {
        changes.incrementAndGet();
        knownKeys.asMap().values().removeIf(known -> changed.test(known.caller().caller()));
    }

    private boolean isTrusted(KnownKey known) {
        return known.changes() == changes.get()
                && ticker.read() - known.askedAt() < TRUSTED_NANOS
                && !(outage.isOngoing() && policy == OutagePolicy.CLOSED);
    }

    private Optional<Caller> ask(String keyHash, KnownKey known) {
        var changesBefore = changes.get();
        var askedAt = ticker.read();
        try {
            var found = find(keyHash);
            endOutage();
            found.map(caller -> new KnownKey(caller, askedAt, changesBefore))
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

    /** Takes back what a change overtook: in an outage it would go on. */
    private void remember(String keyHash, KnownKey known) {
        knownKeys.put(keyHash, known);
        if (known.changes() != changes.get()) {
            knownKeys.invalidate(keyHash);
        }
    }

    private Optional<Caller> goOn(KnownKey known, DataAccessException cause) {
        if (known == null || policy == OutagePolicy.CLOSED) {
            throw new DatabaseUnavailableException("The API key cannot be checked while the database is away", cause);
        }
        return unlessExpired(known.caller());
    }

    private Optional<Caller> unlessExpired(KnownCaller known) {
        return known.isExpiredAt(clock.instant()) ? Optional.empty() : Optional.of(known.caller());
    }

    private void beginOutage(DataAccessException e) {
        if (outage.begin(ticker.read())) {
            LOG.warn("The database is away, {}: {}", policy.consequence(), e.getMostSpecificCause().getMessage());
        }
    }

    private void endOutage() {
        if (outage.isOngoing()) {
            outage.end();
            LOG.info("The database is back");
        }
    }

    /** What the database said of a key, when it was asked, and after how many changes. */
    private record KnownKey(KnownCaller caller, long askedAt, long changes) {}
}
