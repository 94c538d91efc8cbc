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
            proxy.call("/v1/chat/completions").bearer(key).post("{\"model\":\"m\",\"messages\":[]}");
            await().until(() -> total(proxy, key) == 1);

            relay.setSilent(true);
            await().until(() -> health(proxy).body().contains("\"degraded\""));
            assertThat(health(proxy).status()).isEqualTo(200);
            relay.setSilent(false);
        }
    }

    /** More requests than the threads and queues that Camel makes by default could take before their clients had to wait. */
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
                assertTimeoutPreemptively(Duration.ofSeconds(9), () -> {
                    for (int n = 0; n < requests; n++) {
                        var answer = proxy.call("/v1/chat/completions").bearer(key).post("{\"model\":\"m\",\"messages\":[]}");
                        assertThat(answer.status()).isEqualTo(200);
                    }
                });
                statement.execute("rollback");
            }
            await().atMost(Duration.ofSeconds(40)).until(() -> total(proxy, key) == requests);
        }
    }

    /** A silent server is given up after half a minute: whoever asks after health must not wait for that. */
    private static Answer health(RunningProxy proxy) {
        return assertTimeoutPreemptively(Duration.ofSeconds(10), () -> proxy.call("/health").get());
    }

    private static int total(RunningProxy proxy, String key) {
        return proxy.call("/usage/me").bearer(key).get().json().path("total_requests").asInt();
    }
}
