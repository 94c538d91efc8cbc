package io.infiniproxy.transfer;

import io.infiniproxy.sql.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Copies all that a database holds into an empty one, of whichever kind: all of it, or nothing. */
public final class Migration {
    private final Database from;
    private final Database to;
    private final Connection source;
    private final Connection target;

    private Migration(Database from, Database to, Connection source, Connection target) {
        this.from = from;
        this.to = to;
        this.source = source;
        this.target = target;
    }

    /**
     * Copies. The source is read as it is at one moment.
     *
     * @throws TransferException if the target is not empty, or cannot take it; then it stays as it was
     */
    public static MigrationReport run(Database from, Database to) {
        try (Connection source = from.connect();
                Connection target = to.connect()) {
            source.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            source.setAutoCommit(false);
            target.setAutoCommit(false);
            MigrationReport report = new Migration(from, to, source, target).run();
            target.commit();
            return report;
        } catch (SQLException e) {
            throw new TransferException(
                    "Cannot copy the " + from.description() + " to the " + to.description() + ": " + e.getMessage(), e);
        }
    }

    private MigrationReport run() throws SQLException {
        List<Table> tables = Tables.read(target);
        requireSame(Tables.read(source), tables);
        requireEmpty(tables);
        Dialect.Resting rest = Dialect.of(to.kind()).restTriggers(target, tables);
        for (Table table : tables) {
            table.copy(source, target);
        }
        rest.end();
        for (Table table : tables) {
            continueIds(table);
        }
        MigrationReport report = new MigrationReport(Totals.read(source, tables), Totals.read(target, tables));
        requireEqual(report);
        return report;
    }

    /** Both have been brought up to date when they were opened: what differs, somebody else has changed. */
    private static void requireSame(List<Table> source, List<Table> target) {
        Set<Table> common = new HashSet<>(source);
        common.retainAll(target);
        Set<String> others = Stream.concat(source.stream(), target.stream())
                .filter(table -> !common.contains(table))
                .map(Table::name)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!others.isEmpty()) {
            throw new TransferException("Expected the same tables and columns in both databases, but these differ: "
                    + String.join(", ", others));
        }
    }

    private void requireEmpty(List<Table> tables) throws SQLException {
        for (Table table : tables) {
            if (!table.isEmpty(target)) {
                throw new TransferException("The " + to.description() + " is not empty (its table " + table.name()
                        + " has rows): name one that is");
            }
        }
    }

    /** An id that was given once, and whose row is gone, is not given again. */
    private void continueIds(Table table) throws SQLException {
        if (table.countsIds()) {
            Dialect.of(to.kind()).setLastId(target, table.name(), Dialect.of(from.kind()).lastId(source, table.name()));
        }
    }

    private static void requireEqual(MigrationReport report) {
        List<String> differences = report.differences();
        if (!differences.isEmpty()) {
            throw new TransferException(
                    "The copy differs from the original (" + String.join(", ", differences) + "), and was taken back");
        }
    }
}
