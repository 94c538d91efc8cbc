package io.infiniproxy.sql;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Runs work in one transaction on the pool that may write. Safe for use by many threads.
 *
 * <p>A connection that cannot begin, commit or roll back is not used again: when SQLite is locked, its driver believes for
 * ever that the transaction which it could not begin is open.
 */
public final class Transactions {
    private final HikariDataSource pool;

    public Transactions(Database database) {
        pool = database.writer();
    }

    /**
     * Returns what {@code work} returns, when all that it has written through the given client is committed. When it throws,
     * nothing is written.
     *
     * @throws DatabaseUnavailableException if the transaction cannot begin or be committed
     */
    public <T> T run(Function<JdbcClient, T> work) {
        try (Connection connection = pool.getConnection()) {
            orEvict(connection, () -> connection.setAutoCommit(false));
            T result = workOrRollBack(work, connection);
            // JDBC's own commit would have SQLite begin the next transaction at once, and wait for the lock once more.
            orEvict(connection, () -> connection.setAutoCommit(true));
            return result;
        } catch (SQLException e) {
            throw new DatabaseUnavailableException("The database takes no changes now", e);
        }
    }

    private <T> T workOrRollBack(Function<JdbcClient, T> work, Connection connection) {
        try {
            return work.apply(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
        } catch (RuntimeException | Error e) {
            rollBack(connection, e);
            throw e;
        }
    }

    private void rollBack(Connection connection, Throwable reason) {
        try {
            orEvict(connection, () -> {
                connection.rollback();
                connection.setAutoCommit(true);
            });
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    private void orEvict(Connection connection, Step step) throws SQLException {
        try {
            step.run();
        } catch (SQLException e) {
            pool.evictConnection(connection);
            throw e;
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws SQLException;
    }
}
