package io.infiniproxy.transfer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which tables a database of ours holds: it is asked, so that no table of a later version is forgotten. */
final class Tables {
    /**
     * What a copy must not have: which migrations have run in this database, and what several proxies on one PostgreSQL tell each other
     * of the requests that they are answering now.
     */
    private static final Set<String> OF_THIS_DATABASE =
            Set.of("flyway_schema_history", "limit_levels", "limit_nodes", "limit_reservations");

    private Tables() {}

    /** Returns all tables, those before that others refer to. */
    static List<Table> read(Connection connection) throws SQLException {
        Collection<String> names = new LinkedHashSet<>();
        for (String name : names(connection)) {
            addAfterThoseItRefersTo(connection, name, names);
        }
        List<Table> tables = new ArrayList<>();
        for (String name : names) {
            tables.add(Table.read(connection, name));
        }
        return tables;
    }

    private static Set<String> names(Connection connection) throws SQLException {
        Set<String> names = new TreeSet<>();
        String[] types = {"TABLE"};
        try (ResultSet tables = connection.getMetaData().getTables(null, connection.getSchema(), "%", types)) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
        }
        names.removeAll(OF_THIS_DATABASE);
        return names;
    }

    private static void addAfterThoseItRefersTo(Connection connection, String name, Collection<String> names) throws SQLException {
        List<String> referredTo = new ArrayList<>();
        try (ResultSet keys = connection.getMetaData().getImportedKeys(null, connection.getSchema(), name)) {
            while (keys.next()) {
                referredTo.add(keys.getString("PKTABLE_NAME"));
            }
        }
        for (String other : referredTo) {
            if (!other.equals(name)) {
                addAfterThoseItRefersTo(connection, other, names);
            }
        }
        names.add(name);
    }
}
