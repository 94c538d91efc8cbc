package io.infiniproxy.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.infiniproxy.sql.Database;
import io.infiniproxy.usage.Outcome;
import io.infiniproxy.usage.TokenUsage;
import io.infiniproxy.usage.UsageRecord;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Processor;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.spi.Registry;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** {@code routes/record-usage.camel.yaml} in front of an SQLite file. */
class RecordUsageRouteTest extends CamelMainTestSupport {
    @TempDir
    private static Path folder;

    private final AtomicInteger connections = new AtomicInteger();
    private Database database;

    @Override
    protected void configure(MainConfigurationProperties configuration) {
        configuration.setRoutesIncludePattern("file:routes/record-usage.camel.yaml");
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        database = Database.open("", folder);
        registry.bind("dataSource", new DelegatingDataSource(database.dataSource()) {
            @Override
            public Connection getConnection() throws SQLException {
                connections.incrementAndGet();
                return super.getConnection();
            }
        });
        registry.bind("usageRow", (Processor) exchange -> {
            if (exchange.getMessage().getBody() instanceof String) {
                throw new DataIntegrityViolationException("Refused because the test wants it");
            }
            new UsageRow(new PendingUsage()).process(exchange);
        });
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void goesOnAfterAnotherProcessHadTheFileLocked() throws Exception {
        JdbcClient sql = JdbcClient.create(database.dataSource());
        long key = key(sql);
        sql.sql("pragma busy_timeout = 20").query().singleRow(); // of the one connection that writes
        CompletableFuture<Object> sent;
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("proxy_users.db"));
                Statement statement = other.createStatement()) {
            statement.execute("begin exclusive");
            sent = template.asyncSendBody("direct:usage", usageRecord("req_1", key));
            await().until(() -> connections.get() > 1); // the first try has failed
            statement.execute("rollback");
        }
        sent.get(20, TimeUnit.SECONDS);
        template.sendBody("direct:usage", usageRecord("req_2", key));

        assertThat(sql.sql("select request_id from usage_records order by id").query(String.class).list())
                .containsExactly("req_1", "req_2");
        assertThat(sql.sql("select last_used_at from api_keys").query(String.class).single()).startsWith("2026-");
    }

    @Test
    @Timeout(20)
    void doesNotTryAgainWhatTheDatabaseRefuses() {
        assertThatThrownBy(() -> template.sendBody("direct:usage", "no record"))
                .hasRootCauseInstanceOf(DataIntegrityViolationException.class);
    }

    private static long key(JdbcClient sql) {
        sql.sql("insert into users (username, created_at) values ('alice', 't')").update();
        sql.sql("insert into api_keys (user_id, key_hash, key_prefix, created_at) select id, 'h', 'p', 't' from users")
                .update();
        return sql.sql("select id from api_keys").query(Long.class).single();
    }

    private static UsageRecord usageRecord(String requestId, long apiKeyId) {
        return new UsageRecord(
                requestId,
                Instant.parse("2026-11-22T16:48:00Z"),
                apiKeyId,
                1L,
                "/v1/messages",
                "m",
                "m",
                new TokenUsage(1, 2, 0, 0, 0, false),
                Outcome.COMPLETED,
                200,
                false,
                1L,
                2L,
                null);
    }
}
