package io.infiniproxy.keys;

import io.infiniproxy.sql.Database;
import io.infiniproxy.sql.UtcTime;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The API keys in the database: their hashes, never the keys. Safe for use by many threads. */
public final class ApiKeyStore {
    private static final String COLUMNS = "id, user_id, key_prefix, name, created_at, last_used_at, is_active";
    private static final int PREFIX_LENGTH = 12;

    private final JdbcClient reads;
    private final JdbcClient writes;
    private final Clock clock;
    private final DeactivationListener listener;

    public ApiKeyStore(Database database, Clock clock, DeactivationListener listener) {
        this.reads = JdbcClient.create(database.readDataSource());
        this.writes = JdbcClient.create(database.dataSource());
        this.clock = clock;
        this.listener = listener;
    }

    /** Makes an active key for the user; {@code name} may be null. */
    public CreatedApiKey create(long userId, String name) {
        var secret = "sk-" + RandomSecret.hex();
        var apiKey = writes.sql("insert into api_keys (user_id, key_hash, key_prefix, name, created_at)"
                        + " select id, :keyHash, :keyPrefix, :name, :createdAt from users where id = :userId"
                        + " returning " + COLUMNS)
                .param("keyHash", Sha256.hex(secret))
                .param("keyPrefix", secret.substring(0, PREFIX_LENGTH))
                .param("name", name)
                .param("createdAt", UtcTime.text(clock.instant()))
                .param("userId", userId)
                .query(ApiKey.class)
                .optional()
                .orElseThrow(() -> new UnknownIdException("user_id", userId));
        return new CreatedApiKey(apiKey, secret);
    }

    /** Returns all keys, the newest first. */
    public List<ApiKey> list() {
        return reads.sql("select " + COLUMNS + " from api_keys order by id desc")
                .query(ApiKey.class)
                .list();
    }

    /** Returns the keys of one user, the newest first; none for a user that does not exist. */
    public List<ApiKey> listOfUser(long userId) {
        return reads.sql("select " + COLUMNS + " from api_keys where user_id = :userId order by id desc")
                .param("userId", userId)
                .query(ApiKey.class)
                .list();
    }

    /** Returns the key with this id. */
    public Optional<ApiKey> findById(long id) {
        return reads.sql("select " + COLUMNS + " from api_keys where id = :id")
                .param("id", id)
                .query(ApiKey.class)
                .optional();
    }

    /** Refuses the key from now on; doing it again changes nothing. */
    public void deactivate(long id) {
        var changed = writes.sql("update api_keys set is_active = false where id = :id")
                .param("id", id)
                .update();
        if (changed == 0) {
            throw new UnknownIdException("api_key_id", id);
        }
        listener.apiKeyDeactivated(id);
    }
}
