package io.infiniproxy.keys;

import io.infiniproxy.limits.Limited;
import io.infiniproxy.limits.LimitsJson;
import io.infiniproxy.limits.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keys and users that have limits, in the database. Safe for use by many threads. */
public final class LimitedStore {
    private final JdbcClient reads;

    public LimitedStore(DataSource reads) {
        this.reads = JdbcClient.create(reads);
    }

    /** Returns all keys that have limits, then all such users. */
    public List<Limited> all() {
        return Stream.concat(apiKeys("true", 0).stream(), users("true", 0).stream()).toList();
    }

    /**
     * Returns the key and its user, as far as they have limits.
     *
     * @throws UnknownIdException when there is no such key
     */
    public List<Limited> ofApiKey(long id) {
        long userId = reads.sql("select user_id from api_keys where id = :id")
                .param("id", id)
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new UnknownIdException("api_key_id", id));
        List<Limited> limited = new ArrayList<>(apiKeys("id = :id", id));
        limited.addAll(users("id = :id", userId));
        return limited;
    }

    /** Returns the user, and those of the user's keys that have limits; nothing for a user that does not exist. */
    public List<Limited> ofUser(long id) {
        List<Limited> limited = new ArrayList<>(apiKeys("user_id = :id", id));
        limited.addAll(users("id = :id", id));
        return limited;
    }

    private List<Limited> apiKeys(String which, long id) {
        return reads.sql("select id, limits from api_keys where limits is not null and " + which + " order by id")
                .param("id", id)
                .query((row, number) -> ofApiKey(row.getLong("id"), row.getString("limits")))
                .list();
    }

    private List<Limited> users(String which, long id) {
        return reads.sql("select id, username, limits from users where limits is not null and " + which + " order by id")
                .param("id", id)
                .query((row, number) -> new Limited(
                        Subject.ofUser(row.getLong("id")),
                        "The user " + row.getString("username"),
                        LimitsJson.ofText(row.getString("limits"))))
                .list();
    }

    private static Limited ofApiKey(long id, String limits) {
        return new Limited(Subject.ofApiKey(id), "The API key " + id, LimitsJson.ofText(limits));
    }
}
