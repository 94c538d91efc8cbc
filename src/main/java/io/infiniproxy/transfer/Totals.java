package io.infiniproxy.transfer;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What all rows of a database come to.
 *
 * @param sums by table, for its rows, and by {@code table.column}: the sum of numbers, how many are true, and the length of all texts
 */
record Totals(Map<String, BigDecimal> sums) {

    static Totals read(Connection connection, List<Table> tables) throws SQLException {
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        for (Table table : tables) {
            String select = table.columns().stream().map(Column::sum).collect(Collectors.joining(", ", "select count(*), ", " from "));
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(select + table.quoted())) {
                row.next();
                sums.put(table.name(), number(row, 1));
                int index = 2;
                for (Column column : table.columns()) {
                    sums.put(table.name() + "." + column.name(), number(row, index++));
                }
            }
        }
        return new Totals(sums);
    }

    /** SQLite's driver knows no BigDecimal for what an expression gives. */
    private static BigDecimal number(ResultSet row, int index) throws SQLException {
        return new BigDecimal(row.getString(index));
    }
}
