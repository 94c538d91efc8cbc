package io.infiniproxy.keys;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that can be taken away and brought back, and that counts how often it was asked. */
final class SwitchableDataSource extends DelegatingDataSource {
    final AtomicInteger asked = new AtomicInteger();
    volatile boolean away;

    SwitchableDataSource(DataSource target) {
        super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
        asked.incrementAndGet();
        if (away) {
            throw new SQLException("away");
        }
        return super.getConnection();
    }
}
