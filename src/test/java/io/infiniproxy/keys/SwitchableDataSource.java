package io.infiniproxy.keys;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database that can be taken away and brought back, that counts how often it was asked, and that can be overtaken. */
final class SwitchableDataSource extends DelegatingDataSource {
    final AtomicInteger asked = new AtomicInteger();
    volatile boolean away;

    /** Runs between an answer of the database and its arrival at whoever asked. */
    volatile Runnable afterAnswer = () -> {};

    SwitchableDataSource(DataSource target) {
        super(target);
    }

    @Override
    public Connection getConnection() throws SQLException {
        asked.incrementAndGet();
        if (away) {
            throw new SQLException("away");
        }
        return overtaken(super.getConnection());
    }

    private Connection overtaken(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        if (method.getName().equals("close")) {
                            afterAnswer.run();
                        }
                    }
                });
    }
}
