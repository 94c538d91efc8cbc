package io.infiniproxy.transfer;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/**
 * A column of a table in both kinds of database. SQLite takes any value in any column, and has 0 and 1 for false and true: so values are
 * read as what the column is declared to be.
 */
record Column(String name, Kind kind) {
    /** What our tables hold. */
    enum Kind {
        TRUTH,
        INTEGER,
        REAL,
        TEXT
    }

    /**
     * Returns the column of a declared type.
     *
     * @throws TransferException if it is of a kind that nothing here has been written for
     */
    static Column of(String name, int sqlType, String typeName) {
        if (typeName.equalsIgnoreCase("boolean")) {
            return new Column(name, Kind.TRUTH); // SQLite's driver takes it for a number
        }
        Kind kind =
                switch (sqlType) {
                    case Types.BIT, Types.BOOLEAN -> Kind.TRUTH;
                    case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Kind.INTEGER;
                    case Types.REAL, Types.FLOAT, Types.DOUBLE -> Kind.REAL;
                    case Types.VARCHAR, Types.CHAR, Types.LONGVARCHAR -> Kind.TEXT;
                    default -> throw new TransferException(
                            "column " + name + ": expected a truth value, a number or a text, got " + typeName);
                };
        return new Column(name, kind);
    }

    /** Copies the value at {@code index} of a row. */
    void copy(ResultSet from, PreparedStatement to, int index) throws SQLException {
        Object value =
                switch (kind) {
                    case TRUTH -> from.getBoolean(index);
                    case INTEGER -> from.getLong(index);
                    case REAL -> from.getDouble(index);
                    case TEXT -> from.getString(index);
                };
        if (from.wasNull()) {
            to.setNull(index, sqlType());
        } else {
            to.setObject(index, value);
        }
    }

    private int sqlType() {
        return switch (kind) {
            case TRUTH -> Types.BOOLEAN;
            case INTEGER -> Types.BIGINT;
            case REAL -> Types.DOUBLE;
            case TEXT -> Types.VARCHAR;
        };
    }

    /** Returns an SQL expression of an exact number that differs, as good as always, when a value of the column does. */
    String sum() {
        String number =
                switch (kind) {
                    case TRUTH -> "case when " + quoted() + " then 1 else 0 end";
                    case INTEGER -> quoted();
                    case REAL -> "case when " + quoted() + " is null then 0 else 1 end";
                    case TEXT -> "length(" + quoted() + ")";
                };
        return "coalesce(sum(" + number + "), 0)";
    }

    String quoted() {
        return "\"" + name + "\"";
    }
}
