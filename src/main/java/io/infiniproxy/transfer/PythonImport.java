package io.infiniproxy.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import io.infiniproxy.json.Json;
import io.infiniproxy.sql.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Takes over the users, keys and usage of the Python infiniproxy, in one transaction. What is here already stays as it is, so that to
 * import a file again changes nothing, and brings what has come since.
 *
 * <p>A user whose name is here already is taken for the same one: the keys go to that user, and work only if they are active and both
 * users are.
 */
public final class PythonImport {
    private final PythonDatabase source;
    private final JdbcClient sql;
    private final UsageBatch usage;
    private final boolean limitsModels;
    /** By the ids in the file. */
    private final Map<Long, UserHere> users = new HashMap<>();
    private final Map<Long, PythonKey> keys = new HashMap<>();
    private final Map<Long, KeyHere> keysHere = new HashMap<>();
    private final Set<Long> newUsers = new HashSet<>();
    private final Set<Long> newKeys = new HashSet<>();

    /** A user in our database; {@code keysWork} is whether the keys of the file may work. */
    private record UserHere(long id, boolean keysWork) {}

    private PythonImport(PythonDatabase source, Connection target, String databaseKind, boolean limitsModels) {
        this.source = source;
        this.sql = JdbcClient.create(new SingleConnectionDataSource(target, true));
        this.usage = new UsageBatch(sql, databaseKind);
        this.limitsModels = limitsModels;
    }

    /**
     * Imports a file.
     *
     * @param limitsModels whether a key that has a model of its own may ask for no other one; else that model goes into its note: it was
     *     asked whatever a request named, which is not done here
     * @throws TransferException if the file cannot be read, or the database cannot take it; then nothing has changed
     */
    public static ImportReport run(Path file, Database target, boolean limitsModels) {
        try (PythonDatabase source = PythonDatabase.open(file);
                Connection connection = target.connect()) {
            connection.setAutoCommit(false);
            ImportReport report = new PythonImport(source, connection, target.kind(), limitsModels).run();
            connection.commit();
            return report;
        } catch (SQLException | DataAccessException e) {
            throw new TransferException("Cannot import " + file + " into the " + target.description() + ": " + e.getMessage(), e);
        }
    }

    private ImportReport run() {
        source.users().forEach(this::importUser);
        List<PythonKey> all = source.keys();
        all.forEach(this::importKey);
        source.forEachUsage(row -> usage.add(
                ImportedUsage.of(row, keys.get(row.apiKeyId()), keysHere.get(row.apiKeyId()))));
        usage.flush();
        return new ImportReport(
                newUsers.size(),
                users.size() - newUsers.size(),
                newKeys.size(),
                keysHere.size() - newKeys.size(),
                keys.size() - keysHere.size(),
                keysWithModel(all, true),
                keysWithModel(all, false),
                usage.inserted(),
                usage.known());
    }

    private long keysWithModel(List<PythonKey> all, boolean isNew) {
        return all.stream()
                .filter(key -> key.modelName() != null && keysHere.containsKey(key.id()))
                .filter(key -> newKeys.contains(key.id()) == isNew)
                .count();
    }

    private void importUser(PythonUser user) {
        Optional<Long> inserted = sql.sql("insert into users (username, email, created_at, is_active)"
                        + " values (:username, :email, :createdAt, :isActive) on conflict (username) do nothing returning id")
                .param("username", user.username())
                .param("email", user.email())
                .param("createdAt", user.createdAt())
                .param("isActive", user.isActive())
                .query(Long.class)
                .optional();
        inserted.ifPresent(id -> newUsers.add(user.id()));
        boolean keysWork = inserted.isPresent() || user.isActive();
        users.put(user.id(), new UserHere(inserted.orElseGet(() -> idOf(user.username())), keysWork));
    }

    private long idOf(String username) {
        return sql.sql("select id from users where username = :username")
                .param("username", username)
                .query(Long.class)
                .single();
    }

    private void importKey(PythonKey key) {
        keys.put(key.id(), key);
        Optional<KeyHere> known = sql.sql("select id, user_id from api_keys where key_hash = :hash or previous_key_hash = :hash")
                .param("hash", key.keyHash())
                .query(KeyHere.class)
                .optional();
        UserHere user = users.get(key.userId());
        if (known.isPresent()) {
            keysHere.put(key.id(), known.get());
        } else if (user != null) {
            keysHere.put(key.id(), insert(key, user));
            newKeys.add(key.id());
        }
    }

    private KeyHere insert(PythonKey key, UserHere user) {
        return sql.sql("insert into api_keys"
                        + " (user_id, key_hash, key_prefix, name, created_at, last_used_at, is_active, models, note)"
                        + " values (:userId, :keyHash, :keyPrefix, :name, :createdAt, :lastUsedAt, :isActive, :models, :note)"
                        + " returning id, user_id")
                .param("userId", user.id())
                .param("keyHash", key.keyHash())
                .param("keyPrefix", key.keyPrefix())
                .param("name", key.name())
                .param("createdAt", key.createdAt())
                .param("lastUsedAt", key.lastUsedAt())
                .param("isActive", key.isActive() && user.keysWork())
                .param("models", key.modelName() == null || !limitsModels ? null : array(key.modelName()))
                .param("note", key.modelName() == null || limitsModels ? null : "model: " + key.modelName())
                .query(KeyHere.class)
                .single();
    }

    private static String array(String modelName) {
        byte[] json = Json.bytes((JsonGenerator generator) -> {
            generator.writeStartArray();
            generator.writeString(modelName);
            generator.writeEndArray();
        });
        return new String(json, StandardCharsets.UTF_8);
    }
}
