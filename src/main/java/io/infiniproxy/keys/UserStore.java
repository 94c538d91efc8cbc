package io.infiniproxy.keys;

import io.infiniproxy.audit.Actor;
import io.infiniproxy.audit.AuditAction;
import io.infiniproxy.audit.AuditChange;
import io.infiniproxy.audit.AuditLog;
import io.infiniproxy.limits.LimitsJson;
import io.infiniproxy.sql.Database;
import io.infiniproxy.sql.Transactions;
import io.infiniproxy.sql.UtcTime;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The users in the database. Every change is audited in the transaction that makes it. Safe for use by many threads. */
public final class UserStore {
    private static final String SELECT = "select " + User.COLUMNS + " from users";

    private final JdbcClient reads;
    private final Transactions transactions;
    private final String rowLock;
    private final AuditLog audit;
    private final Clock clock;
    private final AccessListener listener;

    public UserStore(Database database, Clock clock, AccessListener listener) {
        this.reads = JdbcClient.create(database.readDataSource());
        this.transactions = new Transactions(database);
        this.rowLock = database.rowLock();
        this.audit = new AuditLog(database, clock);
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Makes a user.
     *
     * @throws UsernameTakenException if there is one of this name
     */
    public User create(String username, UserSettings settings, Actor actor) {
        return transactions.run(sql -> {
            User user = insert(sql, username, settings);
            audit.add(sql, new AuditChange(actor, AuditAction.CREATE_USER, user.id(), null, user.audited()));
            return user;
        });
    }

    /** Returns all users in the order in which they were made. */
    public List<User> list() {
        return reads.sql(SELECT + " order by id").query((row, number) -> User.of(row)).list();
    }

    /** Returns the user with this id. */
    public Optional<User> findById(long id) {
        return find(reads, id, "");
    }

    /** Returns the user with exactly this name. */
    public Optional<User> findByUsername(String username) {
        return reads.sql(SELECT + " where username = :username")
                .param("username", username)
                .query((row, number) -> User.of(row))
                .optional();
    }

    /**
     * Changes a user from now on, and returns what became of it.
     *
     * @throws UnknownIdException if there is none
     */
    public User update(long id, UnaryOperator<UserSettings> change, Actor actor) {
        return update(id, change, actor, AuditAction.UPDATE_USER);
    }

    /**
     * Refuses all keys of this user from now on; doing it again changes nothing.
     *
     * @throws UnknownIdException if there is none
     */
    public void deactivate(long id, Actor actor) {
        update(id, UserSettings::deactivated, actor, AuditAction.DEACTIVATE_USER);
    }

    private User update(long id, UnaryOperator<UserSettings> change, Actor actor, AuditAction action) {
        User changed = transactions.run(sql -> {
            User before = find(sql, id, rowLock).orElseThrow(() -> new UnknownIdException("user_id", id));
            User after = write(sql, id, change.apply(before.settings()));
            audit.add(sql, new AuditChange(actor, action, id, before.audited(), after.audited()));
            return after;
        });
        listener.userChanged(id);
        return changed;
    }

    private User insert(JdbcClient sql, String username, UserSettings settings) {
        return withSettings(
                        sql.sql("insert into users (username, created_at, email, note, limits, is_active)"
                                + " values (:username, :createdAt, :email, :note, :limits, :isActive)"
                                + " on conflict (username) do nothing returning " + User.COLUMNS),
                        settings)
                .param("username", username)
                .param("createdAt", UtcTime.text(clock.instant()))
                .query((row, number) -> User.of(row))
                .optional()
                .orElseThrow(() -> new UsernameTakenException(username));
    }

    private static Optional<User> find(JdbcClient sql, long id, String rowLock) {
        return sql.sql(SELECT + " where id = :id" + rowLock)
                .param("id", id)
                .query((row, number) -> User.of(row))
                .optional();
    }

    private static User write(JdbcClient sql, long id, UserSettings settings) {
        return withSettings(
                        sql.sql("update users set email = :email, note = :note, limits = :limits, is_active = :isActive"
                                + " where id = :id returning " + User.COLUMNS),
                        settings)
                .param("id", id)
                .query((row, number) -> User.of(row))
                .single();
    }

    private static JdbcClient.StatementSpec withSettings(JdbcClient.StatementSpec statement, UserSettings settings) {
        return statement
                .param("email", settings.email())
                .param("note", settings.note())
                .param("limits", LimitsJson.text(settings.limits()))
                .param("isActive", settings.isActive());
    }
}
