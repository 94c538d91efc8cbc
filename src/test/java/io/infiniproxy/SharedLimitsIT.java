package io.infiniproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.sql.TestPostgresql;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.HttpCall;
import io.infiniproxy.testing.Nginx;
import io.infiniproxy.testing.RunningJar;
import io.infiniproxy.testing.Scripts;
import io.infiniproxy.testing.TestLimits;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes of the jar on one PostgreSQL. */
final class SharedLimitsIT {
    private static final String CHAT = "{\"model\":\"m\",\"max_tokens\":90,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    @TempDir
    Path folder;

    private String databaseUrl;
    private FakeBackend backend;
    private RunningJar first;
    private RunningJar second;
    private String key;

    @BeforeEach
    void start() throws Exception {
        databaseUrl = TestPostgresql.newDatabaseUrl();
        backend = FakeBackend.start();
        backend.answer(Scripts.text("two words"));
        first = startJar("first");
        second = startJar("second");
        key = first.createKey("alice");
    }

    @AfterEach
    void stop() throws Exception {
        first.close();
        second.close();
        backend.close();
    }

    @Test
    void budgetsHoldBehindNginx() throws Exception {
        assumeTrue(Nginx.program().isPresent(), "nginx is not installed");
        long budget = 50 * 12;
        TestLimits.ofKeysIn(databaseUrl, "{'budgets': [{'period': 'day', 'tokens': " + budget + "}]}");
        try (Nginx nginx = Nginx.start(
                Nginx.program().get(), Files.createDirectory(folder.resolve("nginx")), List.of(first.url(), second.url()))) {
            List<Future<Integer>> answers = new ArrayList<>();
            try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int n = 0; n < 200; n++) {
                    answers.add(executor.submit(() -> chat(nginx.url("/v1/chat/completions"))));
                }
            }
            long admitted = 0;
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isIn(200, 429);
                admitted += answer.get() == 200 ? 1 : 0;
            }
            assertThat(backend.requests()).hasSize((int) admitted);
            while (chat(nginx.url("/v1/chat/completions")) == 200) {
                admitted++;
            }
            assertThat(admitted * 12).isEqualTo(budget);
            await().until(() -> limits(first).at("/subjects/0/budgets/0/spent").asLong() == budget);
            assertThat(limits(second)).isEqualTo(limits(first));
        }
    }

    @Test
    void whatAKilledProxyHasReservedComesFree() throws Exception {
        TestLimits.ofKeysIn(databaseUrl, "{'concurrent_requests': 1, 'budgets': [{'period': 'day', 'tokens': 1000}]}");
        backend.answer(connection -> {
            connection.sse();
            connection.event("{\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]}");
            connection.awaitClientClosed();
        });
        HttpRequest stream = HttpRequest.newBuilder(URI.create(first.url() + "/v1/messages"))
                .header("x-api-key", key)
                .POST(BodyPublishers.ofString(CHAT.replace("{\"model\"", "{\"stream\":true,\"model\"")))
                .build();
        HttpClient.newHttpClient().send(stream, BodyHandlers.ofInputStream());
        assertThat(limits(second).at("/subjects/0/concurrent_requests/used").asInt()).isEqualTo(1);
        assertThat(chat(URI.create(second.url() + "/v1/chat/completions"))).isEqualTo(429);

        first.kill();

        backend.answer(Scripts.text("two words"));
        await().atMost(Duration.ofSeconds(60)).until(() -> limits(second).at("/subjects/0/concurrent_requests/used").asInt() == 0);
        assertThat(limits(second).at("/subjects/0/budgets/0/reserved").asLong()).isZero();
        assertThat(chat(URI.create(second.url() + "/v1/chat/completions"))).isEqualTo(200);
    }

    private RunningJar startJar(String name) throws Exception {
        return RunningJar.start(
                Files.createDirectory(folder.resolve(name)),
                Map.of("DATABASE_URL", databaseUrl, "OPENAI_BASE_URL", backend.baseUrl().toString()));
    }

    private int chat(URI url) {
        return HttpCall.to(url).bearer(key).post(CHAT).status();
    }

    private JsonNode limits(RunningJar proxy) {
        return HttpCall.to(URI.create(proxy.url() + "/usage/limits")).bearer(key).get().json();
    }
}
