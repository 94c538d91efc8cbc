package io.infiniproxy.admin.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.testing.Client;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET /admin/status} and {@code GET /admin/backends}. */
class StatusTest {
    private static final String HELLO =
            "{\"model\":\"m\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    @TempDir
    Path folder;

    @Test
    void tellsOfADemoWithoutKeys() {
        try (var proxy = RunningProxy.start(folder, Map.of())) {
            JsonNode status = status(proxy);
            assertThat(status.path("demo").asBoolean()).isTrue();
            assertThat(status.path("has_api_keys").asBoolean()).isFalse();
            assertThat(status.path("requests_in_flight").asInt()).isZero();
            assertThat(status.path("version").asText()).isNotBlank();
            assertThat(status.path("uptime_seconds").isIntegralNumber()).isTrue();
            assertThat(status.path("database").toString()).isEqualTo("{\"kind\":\"sqlite\",\"away\":false}");
            assertThat(status.path("journal").toString()).isEqualTo("{\"waiting\":0,\"stuck\":false}");

            proxy.createKey("alice");

            assertThat(status(proxy).path("has_api_keys").asBoolean()).isTrue();
        }
    }

    @Test
    void describesTheBackendWithoutSecrets() {
        Map<String, String> settings = Map.of(
                "OPENAI_API_KEY", "backend-secret",
                "OPENAI_MODEL", "deepseek-chat",
                "BACKEND_PROFILE_FLAGS", "topK=true");
        try (var proxy = RunningProxy.start(folder, URI.create("https://api.deepseek.com/v1?key=query-secret"), settings)) {
            var answer = proxy.adminCall("/admin/backends").get();
            assertThat(answer.body()).doesNotContain("secret");
            JsonNode backend = answer.json().at("/backends/0");
            assertThat(backend.path("url").asText()).isEqualTo("https://api.deepseek.com/v1");
            assertThat(backend.path("host").asText()).isEqualTo("api.deepseek.com");
            assertThat(backend.path("demo").asBoolean()).isFalse();
            assertThat(backend.path("model").asText()).isEqualTo("deepseek-chat");
            assertThat(backend.path("profile").asText()).isEqualTo("deepseek");
            assertThat(backend.path("profile_is_guessed").asBoolean()).isTrue();
            assertThat(backend.at("/flags/topK").asText()).isEqualTo("true");
            assertThat(backend.at("/flags/maxStopSequences").asText()).as("deepseek's").isEqualTo("16");
            assertThat(backend.at("/flags/temperature").isMissingNode()).as("as in the default").isTrue();
            assertThat(backend.path("status").asText()).isEqualTo("healthy");
            assertThat(status(proxy).path("backend")).isEqualTo(backend);
        }
    }

    @Test
    void countsRequestsWhileTheyRun() throws Exception {
        CountDownLatch counted = new CountDownLatch(1);
        try (var backend = FakeBackend.start();
                var proxy = RunningProxy.start(folder, backend)) {
            Client client = new Client(proxy, proxy.createKey("alice"));
            backend.answer(connection -> {
                assertThat(counted.await(10, TimeUnit.SECONDS)).isTrue();
                Scripts.text("Hello").run(connection);
            });
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<HttpResponse<String>> answer = threads.submit(() -> client.post("/v1/messages", HELLO));
                backend.takeRequest();
                assertThat(status(proxy).path("requests_in_flight").asInt()).isEqualTo(1);
                counted.countDown();
                assertThat(answer.get().statusCode()).isEqualTo(200);
            }
            Awaitility.await().until(() -> status(proxy).path("requests_in_flight").asInt() == 0);
        }
    }

    @Test
    void tellsSinceWhenTheBackendFails() throws Exception {
        try (var backend = FakeBackend.start();
                var proxy = RunningProxy.start(folder, backend)) {
            Client client = new Client(proxy, proxy.createKey("alice"));
            backend.answer(Scripts.error(503, "{\"error\":{\"message\":\"backend-key is overloaded\"}}"));
            client.post("/v1/messages", HELLO);
            JsonNode once = status(proxy).path("backend");
            assertThat(once.path("status").asText()).isEqualTo("healthy");
            assertThat(once.path("last_error").asText()).isEqualTo("The backend answered 503");

            client.post("/v1/messages", HELLO);
            client.post("/v1/messages", HELLO);
            JsonNode failing = status(proxy).path("backend");
            assertThat(failing.path("status").asText()).isEqualTo("failing");
            assertThat(failing.path("failing_since")).isEqualTo(once.path("last_error_at"));

            backend.answer(Scripts.text("Hello"));
            client.post("/v1/messages", HELLO);
            JsonNode well = status(proxy).path("backend");
            assertThat(well.path("status").asText()).isEqualTo("healthy");
            assertThat(well.path("failing_since").isNull()).isTrue();
            assertThat(well.path("last_error").asText()).isEqualTo("The backend answered 503");
        }
    }

    @Test
    void triesTheBackend() throws Exception {
        try (var backend = FakeBackend.start();
                var proxy = RunningProxy.start(folder, backend.baseUrl(), Map.of("OPENAI_MODEL", "m"))) {
            backend.answer(Scripts.text("ready"));
            JsonNode good = check(proxy);
            assertThat(good.at("/steps/0").toString())
                    .isEqualTo("{\"step\":\"plain\",\"result\":\"ok\",\"words\":\"\\\"ready\\\"\"}");
            assertThat(good.at("/steps/2/result").asText()).as("no tool was called").isEqualTo("failed");
            assertThat(good.path("passed").asBoolean()).isFalse();

            backend.answer(Scripts.error(401, "{\"error\":{\"message\":\"Wrong key backend-key\"}}"));
            JsonNode bad = check(proxy);
            assertThat(bad.path("passed").asBoolean()).isFalse();
            assertThat(bad.at("/steps/0/result").asText()).isEqualTo("failed");
            assertThat(bad.at("/steps/0/words").asText()).contains("Check OPENAI_API_KEY").doesNotContain("backend-key");
            assertThat(bad.at("/steps/1/result").asText()).isEqualTo("skipped");

            JsonNode chinese = proxy.adminCall("/admin/backends/check").header("Accept-Language", "zh").post("").json();
            assertThat(chinese.at("/steps/0/words").asText()).isEqualTo("401 Wrong key …. 请检查 OPENAI_API_KEY：后端拒绝了它。");
            assertThat(chinese.at("/steps/1/words").asText()).isEqualTo("未尝试");
        }
    }

    private static JsonNode check(RunningProxy proxy) {
        var answer = proxy.adminCall("/admin/backends/check").post("");
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode status(RunningProxy proxy) {
        var answer = proxy.adminCall("/admin/status").get();
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }
}
