package io.infiniproxy.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.infiniproxy.sql.TestPostgresql;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.HttpCall.Answer;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import io.infiniproxy.testing.TcpRelay;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a database that does not answer, by a proxy that runs on. */
class DatabaseAwayTest {
    @Test
    void isToldWithoutWaitingForIt(@TempDir Path folder) throws Exception {
        String url = TestPostgresql.newDatabaseUrl();
        int port = URI.create(url).getPort();
        try (var relay = TcpRelay.start(port);
                var backend = FakeBackend.start();
                var proxy = RunningProxy.start(
                        folder,
                        backend.baseUrl(),
                        Map.of("DATABASE_URL", url.replace(":" + port, ":" + relay.port())))) {
            backend.answer(Scripts.text("Hello"));
            String key = proxy.createKey("alice");
            assertThat(health(proxy).json().path("status").asText()).isEqualTo("healthy");

            relay.setSilent(true);
            await().until(() -> health(proxy).status() == 503);
            assertThat(health(proxy).body()).contains("\"unavailable\"", "no API key can be checked");

            relay.setSilent(false);
            await().until(() -> health(proxy).status() == 200);
            chat(proxy, key);
            await().until(() -> total(proxy, key) == 1);

            relay.setSilent(true);
            await().until(() -> health(proxy).body().contains("\"degraded\""));
            assertThat(health(proxy).status()).isEqualTo(200);
            relay.setSilent(false);
        }
    }

    /**
     * More requests than the threads and queues that Camel makes by default could take before their clients had to wait: for the
     * database's lock, so for ever. The time is for a slow machine.
     */
    @Test
    void holdsUpNoRequestWhileItTakesNoRecords(@TempDir Path folder) throws Exception {
        int requests = 1_100;
        try (var backend = FakeBackend.start();
                var proxy = RunningProxy.start(folder, backend)) {
            backend.answer(Scripts.text("Hello"));
            String key = proxy.createKey("alice");
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("proxy_users.db"));
                    Statement statement = other.createStatement()) {
                statement.execute("begin exclusive");
                assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
                    for (int n = 0; n < requests; n++) {
                        assertThat(chat(proxy, key).status()).isEqualTo(200);
                    }
                });
                statement.execute("rollback");
            }
            await().atMost(Duration.ofSeconds(40)).until(() -> total(proxy, key) == requests);
        }
    }

    @Test
    void refusesAllRequestsWhereASettingSaysSo(@TempDir Path folder) throws Exception {
        String url = TestPostgresql.newDatabaseUrl();
        int port = URI.create(url).getPort();
        try (var relay = TcpRelay.start(port);
                var backend = FakeBackend.start();
                var proxy = RunningProxy.start(
                        folder,
                        backend.baseUrl(),
                        Map.of(
                                "DATABASE_OUTAGE", "closed",
                                "DATABASE_URL", url.replace(":" + port, ":" + relay.port()) + "?socketTimeout=1"))) {
            backend.answer(Scripts.text("Hello"));
            String key = proxy.createKey("alice");
            assertThat(chat(proxy, key).status()).isEqualTo(200);

            relay.setSilent(true);
            await().until(() -> chat(proxy, key).status() == 503);
            assertThat(chat(proxy, key).json().at("/error/type").asText()).isEqualTo("server_error");
            var anthropic = proxy.call("/v1/messages").header("x-api-key", key).post("{}");
            assertThat(anthropic.status()).isEqualTo(503);
            assertThat(anthropic.json().at("/error/type").asText()).isEqualTo("api_error");
            assertThat(health(proxy).body()).contains("\"unavailable\"", "no API key can be checked");

            relay.setSilent(false);
            await().until(() -> chat(proxy, key).status() == 200);
        }
    }

    @Test
    void tellsTheAdminSoonThatAnotherProgramKeepsTheDatabaseLocked(@TempDir Path folder) throws Exception {
        try (var proxy = RunningProxy.start(folder, Map.of())) {
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("proxy_users.db"));
                    Statement statement = other.createStatement()) {
                statement.execute("begin exclusive");
                var answer = assertTimeoutPreemptively(
                        Duration.ofSeconds(8), () -> proxy.adminCall("/admin/users?username=alice").post(""));
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.detail()).isEqualTo("The database is away, so this cannot be answered now");
                statement.execute("rollback");
            }
            assertThat(proxy.adminCall("/admin/users?username=alice").post("").status()).isEqualTo(200);
        }
    }

    private static Answer chat(RunningProxy proxy, String key) {
        return proxy.call("/v1/chat/completions").bearer(key).post("{\"model\":\"m\",\"messages\":[]}");
    }

    /** A silent server is given up after half a minute: whoever asks after health must not wait for that. */
    private static Answer health(RunningProxy proxy) {
        return assertTimeoutPreemptively(Duration.ofSeconds(10), () -> proxy.call("/health").get());
    }

    private static int total(RunningProxy proxy, String key) {
        return proxy.call("/usage/me").bearer(key).get().json().path("total_requests").asInt();
    }
}
