package io.infiniproxy.transfer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table.
 *
 * @param columns sorted by their names: migrations may add them in another order
 * @param countsIds whether the database gives its rows their {@code id}
 */
record Table(String name, List<Column> columns, boolean countsIds) {
    private static final int BATCH = 1_000;

    Table {
        columns = List.copyOf(columns);
    }

    /** Looks the columns up. */
    static Table read(Connection connection, String name) throws SQLException {
        List<Column> columns = new ArrayList<>();
        boolean countsIds = false;
        try (ResultSet found = connection.getMetaData().getColumns(null, connection.getSchema(), name, "%")) {
            while (found.next()) {
                columns.add(Column.of(found.getString("COLUMN_NAME"), found.getInt("DATA_TYPE"), found.getString("TYPE_NAME")));
                countsIds |= found.getString("IS_AUTOINCREMENT").equals("YES");
            }
        }
        columns.sort((one, other) -> one.name().compareTo(other.name()));
        return new Table(name, columns, countsIds);
    }

    boolean isEmpty(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select 1 from " + quoted() + " limit 1")) {
            return !row.next();
        }
    }

    /** Copies all rows as they are, ids included. */
    void copy(Connection from, Connection to) throws SQLException {
        String names = columns.stream().map(Column::quoted).collect(Collectors.joining(", "));
        String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
        try (Statement select = from.createStatement();
                PreparedStatement insert =
                        to.prepareStatement("insert into " + quoted() + " (" + names + ") values (" + places + ")")) {
            select.setFetchSize(BATCH); // PostgreSQL's driver would hold all rows in memory
            try (ResultSet rows = select.executeQuery("select " + names + " from " + quoted())) {
                copy(rows, insert);
            }
        }
    }

    private void copy(ResultSet rows, PreparedStatement insert) throws SQLException {
        int waiting = 0;
        while (rows.next()) {
            int index = 1;
            for (Column column : columns) {
                column.copy(rows, insert, index++);
            }
            insert.addBatch();
            if (++waiting == BATCH) {
                insert.executeBatch();
                waiting = 0;
            }
        }
        insert.executeBatch();
    }

    String quoted() {
        return "\"" + name + "\"";
    }
}
