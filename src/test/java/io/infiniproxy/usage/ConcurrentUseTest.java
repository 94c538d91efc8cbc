package io.infiniproxy.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.audit.Actor;
import io.infiniproxy.keys.ApiKeyAuthenticator;
import io.infiniproxy.keys.ApiKeySettings;
import io.infiniproxy.keys.ApiKeyStore;
import io.infiniproxy.keys.OutagePolicy;
import io.infiniproxy.keys.UserSettings;
import io.infiniproxy.keys.UserStore;
import io.infiniproxy.sql.DatabaseContract;
import java.time.Clock;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SQLite under 64 threads that write and read at once: nobody meets a locked database, and nothing is lost. */
final class ConcurrentUseTest extends DatabaseContract {
    private static final int THREADS = 64;
    private static final int ROUNDS = 20;

    private ApiKeyAuthenticator authenticator;
    private UserStore users;
    private ApiKeyStore apiKeys;
    private UsageReports reports;

    @Override
    protected String databaseUrl() {
        return "";
    }

    @BeforeEach
    void openStores() {
        authenticator = new ApiKeyAuthenticator(database.readDataSource(), OutagePolicy.OPEN);
        users = new UserStore(database, Clock.systemUTC(), authenticator);
        apiKeys = new ApiKeyStore(database, Clock.systemUTC(), authenticator);
        reports = new UsageReports(database.readDataSource());
    }

    @Test
    void losesNothing() throws InterruptedException, ExecutionException {
        var start = new CountDownLatch(1);
        var threads = new ArrayList<Future<?>>();
        try (var executor = Executors.newFixedThreadPool(THREADS)) {
            for (var thread = 0; thread < THREADS; thread++) {
                var name = "user" + thread;
                threads.add(executor.submit(() -> {
                    start.await();
                    useEverything(name);
                    return null;
                }));
            }
            start.countDown();
        }

        for (var thread : threads) {
            thread.get();
        }
        assertThat(users.list()).hasSize(THREADS);
        assertThat(apiKeys.list()).hasSize(THREADS * ROUNDS).noneMatch(key -> key.isActive() || key.lastUsedAt() == null);
    }

    private void useEverything(String name) {
        var user = users.create(name, UserSettings.NEW, Actor.ADMIN);
        for (var round = 1; round <= ROUNDS; round++) {
            var created = apiKeys.create(user.id(), ApiKeySettings.named("key" + round), Actor.ADMIN);
            var caller = authenticator.authenticate(created.secret()).orElseThrow();
            var used = TestUsage.record(
                    name + "-" + round, caller.apiKeyId(), user.id(), "2026-11-22T16:48:00Z", "sonnet");
            TestUsage.insert(database, used);
            TestUsage.markUsed(database, used);
            assertThat(reports.forUser(user.id(), DateRange.ALL).totalRequests()).isEqualTo(round);
            apiKeys.deactivate(caller.apiKeyId(), Actor.ADMIN);
            assertThat(authenticator.authenticate(created.secret())).isEmpty();
        }
    }
}
