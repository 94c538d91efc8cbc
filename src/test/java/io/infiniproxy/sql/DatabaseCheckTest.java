package io.infiniproxy.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.AbstractDataSource;

class DatabaseCheckTest {
    @Test
    void findsADatabaseThatAnswers(@TempDir Path folder) {
        try (var database = Database.open("", folder)) {
            assertThat(new DatabaseCheck(database.readDataSource()).isAway()).isFalse();
        }
    }

    @Test
    void findsADatabaseThatFails() {
        assertThat(new DatabaseCheck(source(() -> {
                            throw new SQLException("no");
                        }))
                        .isAway())
                .isTrue();
    }

    @Test
    @Timeout(20)
    void doesNotWaitForADatabaseThatHangs() {
        var never = new CountDownLatch(1);
        var check = new DatabaseCheck(source(() -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                throw new SQLException(e);
            }
        }));

        assertThat(check.isAway()).isTrue();
        assertThat(check.isAway()).isTrue();
        never.countDown();
    }

    private interface Failure {
        void happen() throws SQLException;
    }

    private static DataSource source(Failure failure) {
        return new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                failure.happen();
                throw new SQLException("too late");
            }

            @Override
            public Connection getConnection(String username, String password) throws SQLException {
                return getConnection();
            }
        };
    }
}
