package io.infiniproxy.keys;

import io.infiniproxy.sql.Database;
import io.infiniproxy.sql.UtcTime;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The users in the database. Safe for use by many threads. */
public final class UserStore {
    private static final String COLUMNS = "id, username, email, created_at, is_active";

    private final JdbcClient reads;
    private final JdbcClient writes;
    private final Clock clock;
    private final DeactivationListener listener;

    public UserStore(Database database, Clock clock, DeactivationListener listener) {
        this.reads = JdbcClient.create(database.readDataSource());
        this.writes = JdbcClient.create(database.dataSource());
        this.clock = clock;
        this.listener = listener;
    }

    /** Makes an active user; {@code email} may be null. */
    public User create(String username, String email) {
        return writes.sql("insert into users (username, email, created_at) values (:username, :email, :createdAt)"
                        + " on conflict (username) do nothing returning " + COLUMNS)
                .param("username", username)
                .param("email", email)
                .param("createdAt", UtcTime.text(clock.instant()))
                .query(User.class)
                .optional()
                .orElseThrow(() -> new UsernameTakenException(username));
    }

    /** Returns all users in the order in which they were made. */
    public List<User> list() {
        return reads.sql("select " + COLUMNS + " from users order by id")
                .query(User.class)
                .list();
    }

    /** Returns the user with this id. */
    public Optional<User> findById(long id) {
        return reads.sql("select " + COLUMNS + " from users where id = :id")
                .param("id", id)
                .query(User.class)
                .optional();
    }

    /** Returns the user with exactly this name. */
    public Optional<User> findByUsername(String username) {
        return reads.sql("select " + COLUMNS + " from users where username = :username")
                .param("username", username)
                .query(User.class)
                .optional();
    }

    /** Refuses all keys of this user from now on; doing it again changes nothing. */
    public void deactivate(long id) {
        var changed = writes.sql("update users set is_active = false where id = :id")
                .param("id", id)
                .update();
        if (changed == 0) {
            throw new UnknownIdException("user_id", id);
        }
        listener.userDeactivated(id);
    }
}
