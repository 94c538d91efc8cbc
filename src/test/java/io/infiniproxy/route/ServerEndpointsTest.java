package io.infiniproxy.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.HttpCall;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server says of itself, to anyone. */
class ServerEndpointsTest {
    @TempDir
    Path folder;

    private FakeBackend backend;
    private RunningProxy proxy;

    @BeforeEach
    void start() throws IOException {
        backend = FakeBackend.start();
        backend.answer(Scripts.text("Hello"));
        proxy = RunningProxy.start(folder, backend);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        backend.close();
    }

    @Test
    void saysWhatItIs() {
        var answer = proxy.call("/").get();

        assertThat(answer.json().path("name").asText()).isEqualTo("infiniproxy");
        assertThat(answer.json().path("version").asText()).isNotBlank();
        assertThat(answer.json().path("status").asText()).isEqualTo("running");
        assertThat(answer.json().path("endpoints").toString())
                .contains("{\"method\":\"POST\",\"path\":\"/v1/messages\",\"summary\":");
    }

    @Test
    void isHealthyWithoutAskingTheBackend() {
        var answer = proxy.call("/health").get();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"healthy\"}");
        assertThat(answer.header("request-id")).startsWith("req_");
        assertThat(backend.requests()).isEmpty();
    }

    @Test
    void answersProbesByHead() {
        for (String path : new String[] {"/", "/health", "/openapi.json"}) {
            var head = proxy.call(path).send("HEAD", "");
            assertThat(head.status()).as(path).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.header("Content-Type")).isEqualTo("application/json");
            assertThat(proxy.call(path).post("").header("Allow")).isEqualTo("GET, HEAD");
        }
        assertThat(proxy.call("/api/hello").send("HEAD", "").status()).isEqualTo(404);
    }

    @Test
    void isDegradedWhileTheBackendFails() {
        String key = proxy.createKey("alice");
        backend.answer(Scripts.error(500, "{}"));
        for (int i = 0; i < 3; i++) {
            chat(key).post("{\"model\":\"m\",\"messages\":[]}");
        }
        var failing = proxy.call("/health").get();
        assertThat(failing.status()).isEqualTo(200);
        assertThat(failing.body())
                .isEqualTo("{\"status\":\"degraded\",\"reasons\":[\"The last calls of the backend failed\"]}");

        backend.answer(Scripts.text("Hello"));
        chat(key).post("{\"model\":\"m\",\"messages\":[]}");
        assertThat(proxy.call("/health").get().json().path("status").asText()).isEqualTo("healthy");
    }

    @Test
    void isUnavailableWhileItDrains() throws Exception {
        String key = proxy.createKey("alice");
        CountDownLatch finish = new CountDownLatch(1);
        backend.answer(connection -> {
            finish.await();
            Scripts.text("Hello").run(connection);
        });
        Thread running = Thread.startVirtualThread(() -> chat(key).post("{\"model\":\"m\",\"messages\":[]}"));
        backend.takeRequest();
        Thread stopping = Thread.startVirtualThread(proxy::stop);

        await().until(() -> proxy.call("/health").get().status() == 503);
        assertThat(proxy.call("/health").get().body())
                .isEqualTo("{\"status\":\"unavailable\",\"reasons\":[\"infiniproxy is shutting down\"]}");
        assertThat(proxy.call("/health").send("HEAD", "").status()).isEqualTo(503);
        assertThat(proxy.call("/").get().detail()).isEqualTo("infiniproxy is shutting down");

        finish.countDown();
        running.join();
        stopping.join();
        assertThat(proxy.usageRecords()).hasSize(1);
    }

    @Test
    void answersInTheEnvelopeOfTheApi() {
        assertThat(proxy.call("/nothing").get().detail()).isEqualTo("There is nothing at GET /nothing");
        assertThat(proxy.call("/v1/nothing").get().json().at("/error/message").asText()).contains("/v1/nothing");
        assertThat(proxy.call("/v1/messages/nothing").get().json().path("type").asText()).isEqualTo("error");
        assertThat(proxy.call("/nothing").get().status()).isEqualTo(404);
    }

    private HttpCall chat(String key) {
        return proxy.call("/v1/chat/completions").bearer(key);
    }
}
