package io.infiniproxy.keys;

import io.infiniproxy.limits.LimitsJson;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The statements on the table of API keys. */
final class ApiKeyTable {
    private static final String SELECT = "select " + ApiKey.COLUMNS + " from api_keys";

    private final String rowLock;

    /** {@code rowLock} is what a select ends with whose row nobody else may change before the transaction ends. */
    ApiKeyTable(String rowLock) {
        this.rowLock = rowLock;
    }

    ApiKey insert(JdbcClient sql, long userId, ApiKeySecret secret, ApiKeySettings settings, String createdAt) {
        StatementSpec insert = sql.sql("insert into api_keys (user_id, key_hash, key_prefix, created_at, name, note,"
                + " expires_at, models, limits, is_active)"
                + " select id, :keyHash, :keyPrefix, :createdAt, :name, :note, :expiresAt, :models, :limits, :isActive"
                + " from users where id = :userId returning " + ApiKey.COLUMNS);
        return withSettings(insert, settings)
                .param("keyHash", secret.hash())
                .param("keyPrefix", secret.prefix())
                .param("createdAt", createdAt)
                .param("userId", userId)
                .query((row, number) -> ApiKey.of(row))
                .optional()
                .orElseThrow(() -> new UnknownIdException("user_id", userId));
    }

    boolean hasAny(JdbcClient sql) {
        return sql.sql("select 1 from api_keys limit 1").query(Integer.class).optional().isPresent();
    }

    ApiKey write(JdbcClient sql, long id, ApiKeySettings settings) {
        StatementSpec update = sql.sql("update api_keys set name = :name, note = :note, expires_at = :expiresAt,"
                + " models = :models, limits = :limits, is_active = :isActive where id = :id returning " + ApiKey.COLUMNS);
        return withSettings(update, settings)
                .param("id", id)
                .query((row, number) -> ApiKey.of(row))
                .single();
    }

    /** {@code graceEndsAt} is null when the old secret is refused at once. */
    ApiKey rotate(JdbcClient sql, long id, ApiKeySecret secret, String graceEndsAt) {
        String previous = graceEndsAt == null ? "null" : "key_hash";
        return sql.sql("update api_keys set previous_key_hash = " + previous + ", previous_expires_at = :graceEndsAt,"
                        + " key_hash = :keyHash, key_prefix = :keyPrefix where id = :id returning " + ApiKey.COLUMNS)
                .param("graceEndsAt", graceEndsAt)
                .param("keyHash", secret.hash())
                .param("keyPrefix", secret.prefix())
                .param("id", id)
                .query((row, number) -> ApiKey.of(row))
                .single();
    }

    Optional<ApiKey> find(JdbcClient sql, long id) {
        return find(sql, id, "");
    }

    Optional<ApiKey> findLocked(JdbcClient sql, long id) {
        return find(sql, id, rowLock);
    }

    List<ApiKey> list(JdbcClient sql) {
        return sql.sql(SELECT + " order by id desc")
                .query((row, number) -> ApiKey.of(row))
                .list();
    }

    List<ApiKey> listOfUser(JdbcClient sql, long userId) {
        return sql.sql(SELECT + " where user_id = :userId order by id desc")
                .param("userId", userId)
                .query((row, number) -> ApiKey.of(row))
                .list();
    }

    private static Optional<ApiKey> find(JdbcClient sql, long id, String rowLock) {
        return sql.sql(SELECT + " where id = :id" + rowLock)
                .param("id", id)
                .query((row, number) -> ApiKey.of(row))
                .optional();
    }

    private static StatementSpec withSettings(StatementSpec statement, ApiKeySettings settings) {
        return statement
                .param("name", settings.name())
                .param("note", settings.note())
                .param("expiresAt", settings.expiresAt())
                .param("models", ModelNames.text(settings.models()))
                .param("limits", LimitsJson.text(settings.limits()))
                .param("isActive", settings.isActive());
    }
}
