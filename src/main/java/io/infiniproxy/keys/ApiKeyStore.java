package io.infiniproxy.keys;

import io.infiniproxy.audit.Actor;
import io.infiniproxy.audit.AuditAction;
import io.infiniproxy.audit.AuditChange;
import io.infiniproxy.audit.AuditLog;
import io.infiniproxy.sql.Database;
import io.infiniproxy.sql.Transactions;
import io.infiniproxy.sql.UtcTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The API keys in the database: their hashes, never the keys. Every change is audited in the transaction that makes it. Safe
 * for use by many threads.
 */
public final class ApiKeyStore {
    private final Transactions transactions;
    private final ApiKeyTable table;
    private final JdbcClient reads;
    private final AuditLog audit;
    private final Clock clock;
    private final AccessListener listener;

    public ApiKeyStore(Database database, Clock clock, AccessListener listener) {
        this.transactions = new Transactions(database);
        this.table = new ApiKeyTable(database.rowLock());
        this.reads = JdbcClient.create(database.readDataSource());
        this.audit = new AuditLog(database, clock);
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Makes a key for the user.
     *
     * @throws UnknownIdException if there is no such user
     */
    public CreatedApiKey create(long userId, ApiKeySettings settings, Actor actor) {
        ApiKeySecret secret = ApiKeySecret.random();
        ApiKey created = transactions.run(sql -> {
            ApiKey apiKey = table.insert(sql, userId, secret, settings, UtcTime.text(clock.instant()));
            audit.add(sql, new AuditChange(actor, AuditAction.CREATE_API_KEY, apiKey.id(), null, apiKey.audited()));
            return apiKey;
        });
        return new CreatedApiKey(created, secret.text());
    }

    /** Returns all keys, the newest first. */
    public List<ApiKey> list() {
        return table.list(reads);
    }

    /** Returns the keys of one user, the newest first; none for a user that does not exist. */
    public List<ApiKey> listOfUser(long userId) {
        return table.listOfUser(reads, userId);
    }

    /** Returns whether there is any key, good or not. */
    public boolean hasAny() {
        return table.hasAny(reads);
    }

    /** Returns the key with this id. */
    public Optional<ApiKey> findById(long id) {
        return table.find(reads, id);
    }

    /**
     * Changes a key from now on, and returns what became of it.
     *
     * @throws UnknownIdException if there is none
     */
    public ApiKey update(long id, UnaryOperator<ApiKeySettings> change, Actor actor) {
        return change(id, actor, AuditAction.UPDATE_API_KEY, settingsBy(change));
    }

    /**
     * Refuses the key from now on; doing it again changes nothing.
     *
     * @throws UnknownIdException if there is none
     */
    public void deactivate(long id, Actor actor) {
        change(id, actor, AuditAction.DEACTIVATE_API_KEY, settingsBy(ApiKeySettings::deactivated));
    }

    /**
     * Gives the key another secret. The one it had is accepted for {@code grace} from now on; one that it had before that,
     * no more.
     *
     * @param grace zero to refuse the old secret at once
     * @throws UnknownIdException if there is no such key
     * @throws InactiveApiKeyException if the key is deactivated
     */
    public CreatedApiKey rotate(long id, Duration grace, Actor actor) {
        ApiKeySecret secret = ApiKeySecret.random();
        String graceEndsAt = grace.isZero() ? null : UtcTime.text(clock.instant().plus(grace));
        ApiKey rotated = change(id, actor, AuditAction.ROTATE_API_KEY, (sql, before) -> {
            if (!before.isActive()) {
                throw new InactiveApiKeyException(id);
            }
            return table.rotate(sql, id, secret, graceEndsAt);
        });
        return new CreatedApiKey(rotated, secret.text());
    }

    private BiFunction<JdbcClient, ApiKey, ApiKey> settingsBy(UnaryOperator<ApiKeySettings> change) {
        return (sql, before) -> table.write(sql, before.id(), change.apply(before.settings()));
    }

    private ApiKey change(long id, Actor actor, AuditAction action, BiFunction<JdbcClient, ApiKey, ApiKey> change) {
        ApiKey changed = transactions.run(sql -> {
            ApiKey before = table.findLocked(sql, id).orElseThrow(() -> new UnknownIdException("api_key_id", id));
            ApiKey after = change.apply(sql, before);
            audit.add(sql, new AuditChange(actor, action, id, before.audited(), after.audited()));
            return after;
        });
        listener.apiKeyChanged(id);
        return changed;
    }
}
