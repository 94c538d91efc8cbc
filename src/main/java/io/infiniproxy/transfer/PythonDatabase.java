package io.infiniproxy.transfer;

import io.infiniproxy.sql.PythonTables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The {@code proxy_users.db} of the Python infiniproxy, as it is at one moment; only read. Columns that its first version did not
 * have may be missing.
 */
final class PythonDatabase implements AutoCloseable {
    private static final int BUSY_TIMEOUT_MS = 10_000;

    private final Path file;
    private final Connection connection;
    private final JdbcTemplate rows;
    private final Set<String> keyColumns;
    private final Set<String> usageColumns;

    private PythonDatabase(Path file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        if (!PythonTables.areIn(connection)) {
            throw new TransferException(file + " is no database of the Python infiniproxy: expected its tables users, api_keys and"
                    + " usage_records");
        }
        rows = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        rows.execute("pragma query_only = on");
        connection.setAutoCommit(false); // all that is read is of one moment
        keyColumns = columns("api_keys");
        usageColumns = columns("usage_records");
    }

    /**
     * Opens the file.
     *
     * @throws TransferException if there is no such file, or it is another one
     */
    static PythonDatabase open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new TransferException("There is no file " + file);
        }
        Connection connection = null;
        try {
            connection = connect(file);
            return new PythonDatabase(file, connection);
        } catch (SQLException | DataAccessException e) {
            close(connection);
            throw unreadable(file, e);
        } catch (TransferException e) {
            close(connection);
            throw e;
        }
    }

    /** Returns whether the file is such a database. */
    static boolean isOne(Path file) {
        try (Connection connection = connect(file)) {
            return PythonTables.areIn(connection);
        } catch (SQLException e) {
            throw unreadable(file, e);
        }
    }

    private static TransferException unreadable(Path file, Exception e) {
        boolean isOther = e instanceof SQLiteException sqlite && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB;
        String problem = isOther ? file + " is no SQLite database" : "Cannot read " + file + ": " + e.getMessage();
        return new TransferException(problem, e);
    }

    private static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source.getConnection();
    }

    /** Returns all users, in the order of their ids. */
    List<PythonUser> users() {
        return rows.query(
                "select id, username, email, created_at, coalesce(is_active, 1) as is_active from users order by id",
                (row, number) -> new PythonUser(
                        row.getLong("id"),
                        row.getString("username"),
                        row.getString("email"),
                        PythonTime.utc(row.getString("created_at"), place("users", row)),
                        row.getBoolean("is_active")));
    }

    /** Returns all keys, in the order of their ids. */
    List<PythonKey> keys() {
        String columns = "id, user_id, key_hash, key_prefix, name, created_at, last_used_at, coalesce(is_active, 1) as is_active, "
                + optional(keyColumns, "model_name");
        return rows.query("select " + columns + " from api_keys order by id", (row, number) -> {
            String place = place("api_keys", row);
            return new PythonKey(
                    row.getLong("id"),
                    row.getLong("user_id"),
                    row.getString("key_hash"),
                    row.getString("key_prefix"),
                    row.getString("name"),
                    PythonTime.utc(row.getString("created_at"), place),
                    PythonTime.utc(row.getString("last_used_at"), place),
                    row.getBoolean("is_active"),
                    row.getString("model_name"));
        });
    }

    /** Hands over all usage, in the order of its ids, without holding it in memory. */
    void forEachUsage(Consumer<PythonUsage> action) {
        String columns = "id, api_key_id, endpoint, model, coalesce(input_tokens, 0) as input_tokens,"
                + " coalesce(output_tokens, 0) as output_tokens, timestamp, " + optional(usageColumns, "backend_url");
        rows.query("select " + columns + " from usage_records order by id", row -> {
            action.accept(new PythonUsage(
                    row.getLong("id"),
                    row.getLong("api_key_id"),
                    row.getString("endpoint"),
                    row.getString("model"),
                    row.getLong("input_tokens"),
                    row.getLong("output_tokens"),
                    PythonTime.read(row.getString("timestamp"), place("usage_records", row)),
                    row.getString("backend_url")));
        });
    }

    private String place(String table, ResultSet row) throws SQLException {
        return file + ", " + table + " " + row.getLong("id");
    }

    private Set<String> columns(String table) {
        return new HashSet<>(rows.queryForList("select name from pragma_table_info(?)", String.class, table));
    }

    private static String optional(Set<String> columns, String name) {
        return columns.contains(name) ? name : "null as " + name;
    }

    @Override
    public void close() {
        close(connection);
    }

    private static void close(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new TransferException("Cannot close the database: " + e.getMessage(), e);
        }
    }
}
