package io.infiniproxy.transfer;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a copy needs of a database beyond plain SQL: triggers that rest meanwhile, and ids that are never given twice. */
enum Dialect {
    SQLITE {
        @Override
        Resting restTriggers(Connection connection, List<Table> tables) throws SQLException {
            List<String> definitions = new ArrayList<>();
            List<String> names = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet triggers = statement.executeQuery("select name, sql from sqlite_master where type = 'trigger'")) {
                while (triggers.next()) {
                    names.add(triggers.getString("name"));
                    definitions.add(triggers.getString("sql"));
                }
            }
            for (String name : names) {
                execute(connection, "drop trigger \"" + name + "\"");
            }
            return () -> {
                for (String definition : definitions) {
                    execute(connection, definition);
                }
            };
        }

        @Override
        long lastId(Connection connection, String table) throws SQLException {
            return number(connection, "select seq from sqlite_sequence where name = '" + table + "'");
        }

        @Override
        void setLastId(Connection connection, String table, long id) throws SQLException {
            execute(connection, "delete from sqlite_sequence where name = '" + table + "'");
            execute(connection, "insert into sqlite_sequence (name, seq) values ('" + table + "', " + id + ")");
        }
    },

    POSTGRESQL {
        @Override
        Resting restTriggers(Connection connection, List<Table> tables) throws SQLException {
            alter(connection, tables, "disable trigger user");
            return () -> alter(connection, tables, "enable trigger user");
        }

        private void alter(Connection connection, List<Table> tables, String change) throws SQLException {
            for (Table table : tables) {
                execute(connection, "alter table " + table.quoted() + " " + change);
            }
        }

        @Override
        long lastId(Connection connection, String table) throws SQLException {
            String sequence = text(connection, "select pg_get_serial_sequence('" + table + "', 'id')");
            return number(connection, "select case when is_called then last_value else 0 end from " + sequence);
        }

        @Override
        void setLastId(Connection connection, String table, long id) throws SQLException {
            String sequence = "pg_get_serial_sequence('" + table + "', 'id')";
            number(connection, "select setval(" + sequence + ", " + Math.max(1, id) + ", " + (id > 0) + ")");
        }
    };

    /** What is to be undone when all is copied. */
    interface Resting {
        /** Lets the triggers work again. */
        void end() throws SQLException;
    }

    static Dialect of(String databaseKind) {
        return databaseKind.equals("sqlite") ? SQLITE : POSTGRESQL;
    }

    /** Lets no trigger of ours work in this transaction, until the rest ends: what they would add is copied too. */
    abstract Resting restTriggers(Connection connection, List<Table> tables) throws SQLException;

    /** Returns the highest id that a table has ever given; 0 for none. */
    abstract long lastId(Connection connection, String table) throws SQLException;

    /** Lets the next id be the one after. */
    abstract void setLastId(Connection connection, String table, long id) throws SQLException;

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        String number = text(connection, sql);
        return number == null ? 0 : Long.parseLong(number);
    }
}
