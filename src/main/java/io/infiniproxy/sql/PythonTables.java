package io.infiniproxy.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Recognises the tables of the Python infiniproxy, whose file has the same name as ours. */
public final class PythonTables {
    private PythonTables() {}

    /** Returns whether the database holds the Python infiniproxy's tables: ours of the same names have columns that those never had. */
    public static boolean areIn(Connection connection) throws SQLException {
        return hasColumn(connection, "users", "username")
                && hasColumn(connection, "api_keys", "key_hash")
                && hasColumn(connection, "usage_records", "api_key_id")
                && !hasColumn(connection, "usage_records", "outcome");
    }

    private static boolean hasColumn(Connection connection, String table, String column) throws SQLException {
        try (ResultSet columns = connection.getMetaData().getColumns(null, connection.getSchema(), table, column)) {
            return columns.next();
        }
    }
}
