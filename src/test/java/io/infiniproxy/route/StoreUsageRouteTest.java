package io.infiniproxy.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.infiniproxy.journal.Journal;
import io.infiniproxy.journal.Slot;
import io.infiniproxy.route.usage.RefusedRecords;
import io.infiniproxy.route.usage.UsageJournalComponent;
import io.infiniproxy.sql.Database;
import io.infiniproxy.usage.TestUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.spi.Registry;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** {@code routes/store-usage.camel.yaml} between a journal and an SQLite file. */
class StoreUsageRouteTest extends CamelMainTestSupport {
    @TempDir
    private Path folder;

    private final AtomicInteger connections = new AtomicInteger();
    private Database database;
    private Journal journal;

    @Override
    protected void configure(MainConfigurationProperties configuration) {
        configuration.setRoutesIncludePattern("file:routes/store-usage.camel.yaml");
    }

    @Override
    protected Properties useOverridePropertiesWithPropertiesComponent() {
        Properties properties = new Properties();
        properties.setProperty("database.kind", "sqlite");
        return properties;
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        database = Database.open("", folder);
        journal = Journal.open(folder.resolve("usage-journal"), false);
        registry.bind("usage-journal", new UsageJournalComponent(journal, new RefusedRecords(folder.resolve("refused.jsonl"))));
        registry.bind("dataSource", new DelegatingDataSource(database.dataSource()) {
            @Override
            public Connection getConnection() throws SQLException {
                connections.incrementAndGet();
                return super.getConnection();
            }
        });
    }

    @AfterEach
    void close() throws Exception {
        context.stop();
        journal.close();
        database.close();
    }

    @Test
    void goesOnAfterAnotherProcessHadTheFileLocked() throws Exception {
        JdbcClient sql = JdbcClient.create(database.dataSource());
        long key = key(sql);
        sql.sql("pragma busy_timeout = 20").query().singleRow(); // of the one connection that writes
        int before = connections.get();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("proxy_users.db"));
                Statement statement = other.createStatement()) {
            statement.execute("begin exclusive");
            append("req_1", key);
            await().until(() -> connections.get() > before + 1); // the first try has failed
            statement.execute("rollback");
        }
        append("req_2", key);

        await().until(() -> journal.waiting() == 0);
        assertThat(requestIds(sql)).containsExactly("req_1", "req_2");
        assertThat(sql.sql("select last_used_at from api_keys").query(String.class).single()).startsWith("2026-");
    }

    @Test
    void keepsWhatTheDatabaseRefusesInAFileAndGoesOn() throws Exception {
        JdbcClient sql = JdbcClient.create(database.dataSource());
        sql.sql("create trigger refuse before insert on usage_records when new.request_id = 'req_2'"
                        + " begin select raise(abort, 'refused by the test'); end")
                .update();

        for (String requestId : List.of("req_1", "req_2", "req_3")) {
            append(requestId, 1);
        }

        await().until(() -> journal.waiting() == 0);
        assertThat(requestIds(sql)).containsExactly("req_1", "req_3");
        assertThat(Files.readAllLines(folder.resolve("refused.jsonl")))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("\"request_id\":\"req_2\"");

        sql.sql("drop trigger refuse").update();
        context.getRouteController().stopRoute("store-usage");
        context.getRouteController().startRoute("store-usage");
        await().until(() -> journal.waiting() == 0);
        assertThat(requestIds(sql)).containsExactly("req_1", "req_3", "req_2");
        assertThat(folder.resolve("refused.jsonl")).doesNotExist();
    }

    @Test
    void aTableThatIsNotThereIsNoFaultOfTheRecord() throws Exception {
        JdbcClient sql = JdbcClient.create(database.dataSource());
        sql.sql("alter table usage_records rename to mislaid").update();
        int before = connections.get();

        append("req_1", 1);
        await().until(() -> connections.get() > before + 1);
        sql.sql("alter table mislaid rename to usage_records").update();

        await().until(() -> journal.waiting() == 0);
        assertThat(requestIds(sql)).containsExactly("req_1");
        assertThat(folder.resolve("refused.jsonl")).doesNotExist();
    }

    private static List<String> requestIds(JdbcClient sql) {
        return sql.sql("select request_id from usage_records order by id").query(String.class).list();
    }

    private void append(String requestId, long apiKeyId) {
        try (Slot slot = journal.reserve()) {
            slot.append(TestUsage.record(requestId, apiKeyId, 1, "2026-11-22T16:48:00Z", "m").json());
        }
    }

    private static long key(JdbcClient sql) {
        sql.sql("insert into users (username, created_at) values ('alice', 't')").update();
        sql.sql("insert into api_keys (user_id, key_hash, key_prefix, created_at) select id, 'h', 'p', 't' from users")
                .update();
        return sql.sql("select id from api_keys").query(Long.class).single();
    }
}
