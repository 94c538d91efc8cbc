package io.infiniproxy.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

final class SqliteTransactionsTest extends TransactionsContract {

    @Override
    protected String databaseUrl() {
        return "";
    }

    @Test
    void goesOnWhenALockedFileIsFreeAgain() throws SQLException {
        var transactions = new Transactions(database);
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + dataDir.resolve("proxy_users.db"));
                Statement statement = other.createStatement()) {
            statement.execute("begin exclusive");
            assertCannotBegin(transactions);
            statement.execute("rollback");
        }

        transactions.run(sql -> {
            insert(sql, "alice");
            return null;
        });
        var names = JdbcClient.create(database.readDataSource()).sql("select username from users").query(String.class).list();
        assertThat(names).containsExactly("alice");
    }

    /** A person waits for it. */
    private static void assertCannotBegin(Transactions transactions) {
        assertTimeoutPreemptively(
                Duration.ofSeconds(8),
                () -> assertThatThrownBy(() -> transactions.run(sql -> {
                            throw new AssertionError("expected not to begin");
                        }))
                        .isInstanceOf(DatabaseUnavailableException.class)
                        .hasMessage("The database takes no changes now"));
    }
}
