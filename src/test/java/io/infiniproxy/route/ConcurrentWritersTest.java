package io.infiniproxy.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.infiniproxy.audit.Actor;
import io.infiniproxy.journal.Journal;
import io.infiniproxy.journal.Slot;
import io.infiniproxy.keys.ApiKeyAuthenticator;
import io.infiniproxy.keys.ApiKeySettings;
import io.infiniproxy.keys.ApiKeyStore;
import io.infiniproxy.keys.OutagePolicy;
import io.infiniproxy.keys.UserSettings;
import io.infiniproxy.keys.UserStore;
import io.infiniproxy.route.usage.RefusedRecords;
import io.infiniproxy.route.usage.UsageJournalComponent;
import io.infiniproxy.sql.Database;
import io.infiniproxy.sql.Transactions;
import io.infiniproxy.usage.TestUsage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.spi.Registry;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One SQLite file, written by the usage route, by 64 threads that administrate in transactions, and half of them through pools of their own, as
 * another process would: nobody meets a locked database, and nothing is lost.
 */
class ConcurrentWritersTest extends CamelMainTestSupport {
    private static final int THREADS = 64;
    private static final int ROUNDS = 20;

    @TempDir
    private Path folder;

    private Database database;
    private Database ofAnotherProcess;
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
        ofAnotherProcess = Database.open("", folder);
        journal = Journal.open(folder.resolve("usage-journal"), false);
        registry.bind("usage-journal", new UsageJournalComponent(journal, new RefusedRecords(folder.resolve("refused.jsonl"))));
        registry.bind("dataSource", database.dataSource());
    }

    @AfterEach
    void close() throws Exception {
        context.stop();
        journal.close();
        ofAnotherProcess.close();
        database.close();
    }

    @Test
    void nobodyMeetsALockedDatabase() throws InterruptedException, ExecutionException {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> threads = new ArrayList<>();
        try (var executor = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < THREADS; i++) {
                Writer writer = new Writer(i % 2 == 0 ? database : ofAnotherProcess, "user" + i);
                threads.add(executor.submit(() -> {
                    start.await();
                    writer.run();
                    return null;
                }));
            }
            start.countDown();
        }
        for (Future<?> thread : threads) {
            thread.get();
        }

        await().atMost(Duration.ofSeconds(60)).until(() -> journal.waiting() == 0);
        assertThat(number("select count(*) from usage_records")).isEqualTo(THREADS * ROUNDS);
        assertThat(number("select sum(requests) from usage_hours")).isEqualTo(THREADS * ROUNDS);
        assertThat(number("select count(*) from api_keys where name = 'renamed'")).isEqualTo(THREADS * ROUNDS);
        assertThat(folder.resolve("refused.jsonl")).doesNotExist();
    }

    /** Makes keys, changes each in a transaction of two statements, and uses it. */
    private final class Writer {
        private final String username;
        private final UserStore users;
        private final ApiKeyStore apiKeys;
        private final Transactions transactions;

        Writer(Database through, String username) {
            this.username = username;
            ApiKeyAuthenticator authenticator = new ApiKeyAuthenticator(through.readDataSource(), OutagePolicy.OPEN);
            users = new UserStore(through, Clock.systemUTC(), authenticator);
            apiKeys = new ApiKeyStore(through, Clock.systemUTC(), authenticator);
            transactions = new Transactions(through);
        }

        void run() {
            long user = users.create(username, UserSettings.NEW, Actor.ADMIN).id();
            for (int round = 0; round < ROUNDS; round++) {
                long key = apiKeys.create(user, ApiKeySettings.named("key"), Actor.ADMIN).apiKey().id();
                transactions.run(sql -> {
                    long read = sql.sql("select id from api_keys where id = ?").param(key).query(Long.class).single();
                    return sql.sql("update api_keys set name = 'renamed' where id = ?").param(read).update();
                });
                try (Slot slot = journal.reserve()) {
                    slot.append(TestUsage.record(username + "-" + round, key, user, "2026-11-22T16:48:00Z", "m").json());
                }
            }
        }
    }

    private long number(String query) {
        return JdbcClient.create(database.readDataSource()).sql(query).query(Long.class).single();
    }
}
