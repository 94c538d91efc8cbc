package io.infiniproxy.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells by Flyway's own table, without Flyway, whether a database has all migrations of this program, unchanged. Nearly each start finds
 * that, and need not wait for Flyway then.
 *
 * @see <a href="https://documentation.red-gate.com/fd/flyway-schema-history-table-273973417.html">Flyway's schema history table</a>
 */
final class SchemaHistory {
    private static final String TABLE = "flyway_schema_history";
    /** Of PostgreSQL. */
    private static final String UNDEFINED_TABLE = "42P01";
    /** What SQLite says where there is no such table. */
    private static final int SQLITE_ERROR = 1;

    private final DatabaseLocation location;

    SchemaHistory(DatabaseLocation location) {
        this.location = location;
    }

    /**
     * Returns whether all have run, and no others.
     *
     * @throws SQLException if the database cannot be asked
     */
    boolean isComplete() throws SQLException {
        try {
            return applied().equals(known());
        } catch (SQLException e) {
            if (e.getErrorCode() == SQLITE_ERROR || UNDEFINED_TABLE.equals(e.getSQLState())) {
                return false; // it is new, or not ours: Flyway finds out
            }
            throw e;
        }
    }

    /** Returns what has run, in the words of {@link #known}. */
    List<String> applied() throws SQLException {
        try (Connection connection = location.unpooled().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select version, checksum, success from " + table(connection) + " order by installed_rank")) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getString("version") + " " + rows.getInt("checksum")
                        + (rows.getBoolean("success") ? "" : " failed"));
            }
            return lines;
        }
    }

    /** In PostgreSQL the table of the schema that Flyway would use, which is the first one: another may hold another infiniproxy. */
    private static String table(Connection connection) throws SQLException {
        String schema = connection.getSchema();
        return schema == null ? TABLE : "\"" + schema.replace("\"", "\"\"") + "\"." + TABLE;
    }

    /** Returns version and checksum of each migration, in the order in which they run. */
    List<String> known() {
        try (InputStream file = SchemaHistory.class.getResourceAsStream("/db/" + location.kind() + "/history.txt")) {
            return new BufferedReader(new InputStreamReader(file, StandardCharsets.US_ASCII)).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
