package io.infiniproxy.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The usage reports over HTTP. */
class UsageEndpointsTest {
    @TempDir
    Path folder;

    private FakeBackend backend;
    private RunningProxy proxy;
    private String alice;
    private String bob;

    @BeforeEach
    void start() throws IOException {
        backend = FakeBackend.start();
        backend.answer(Scripts.text("two words"));
        proxy = RunningProxy.start(folder, backend);
        alice = proxy.createKey("alice", "laptop");
        bob = proxy.createKey("bob", "laptop");
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        backend.close();
    }

    @Test
    void reportsWhatAUserUsed() {
        chat(alice);
        chat(alice);
        await().until(() -> me(alice, "").path("total_requests").asInt() == 2);

        JsonNode report = me(alice, "");
        assertThat(report.toString())
                .isEqualTo("{\"user_id\":1,\"username\":\"alice\",\"total_requests\":2,\"total_input_tokens\":20,"
                        + "\"total_output_tokens\":4,\"total_tokens\":24,\"usage_by_endpoint\":[{"
                        + "\"endpoint\":\"/v1/chat/completions\",\"model\":\"glm-4.6\",\"total_requests\":2,"
                        + "\"total_input_tokens\":20,\"total_output_tokens\":4,\"total_tokens\":24,\"total_cost\":null,"
                        + "\"unpriced_requests\":2}],\"start_date\":null,\"end_date\":null,\"total_cost\":null,\"unpriced_requests\":2}");
        assertThat(me(bob, "").path("total_requests").asInt()).isZero();
    }

    @Test
    void reportsARangeOfDates() {
        chat(alice);
        await().until(() -> me(alice, "").path("total_requests").asInt() == 1);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);

        String days = "?start_date=" + today.minusDays(1) + "&end_date=" + today.plusDays(1);
        assertThat(me(alice, days).path("total_requests").asInt()).isEqualTo(1);
        assertThat(me(alice, days).path("start_date").asText()).isEqualTo(today.minusDays(1) + "T00:00:00.000Z");
        assertThat(me(alice, "?end_date=2024-12-31T23:59:59").path("total_requests").asInt()).isZero();
        assertThat(proxy.call("/usage/api-key/1?end_date=2024-12-31").bearer(alice).get().json().path("total_requests").asInt())
                .isZero();
        for (String path : List.of("/usage/me?start_date=yesterday", "/usage/api-key/1?end_date=2024-13-01")) {
            var refused = proxy.call(path).bearer(alice).get();
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.detail()).contains("_date: expected an ISO date");
        }
    }

    @Test
    void reportsAKeyToItsUserAndTheAdmin() {
        chat(alice);
        await().until(() -> me(alice, "").path("total_requests").asInt() == 1);
        String expected = "{\"api_key_id\":1,\"total_requests\":1,\"total_input_tokens\":10,\"total_output_tokens\":2,"
                + "\"total_tokens\":12,\"total_cost\":null,\"unpriced_requests\":1}";

        assertThat(proxy.call("/usage/api-key/1").bearer(alice).get().body()).isEqualTo(expected);
        assertThat(proxy.call("/usage/api-key/1").header("x-api-key", alice).get().body()).isEqualTo(expected);
        assertThat(proxy.adminCall("/usage/api-key/1").get().body()).isEqualTo(expected);
        assertThat(proxy.adminCall("/admin/api-keys?user_id=1").get().json().at("/api_keys/0/last_used_at").asText())
                .isNotEmpty();
    }

    @Test
    void reportsAKeyToASessionOfThePage() {
        var login = proxy.call("/admin/login").post("{\"token\":\"" + RunningProxy.ADMIN_TOKEN + "\"}");
        String cookie = login.header("Set-Cookie").split(";")[0];

        assertThat(proxy.call("/usage/api-key/2").header("Cookie", cookie).get().status()).isEqualTo(200);
    }

    @Test
    void hidesOtherUsersKeysAsIfTheyWereNone() {
        var others = proxy.call("/usage/api-key/1").bearer(bob).get();
        var none = proxy.call("/usage/api-key/99").bearer(bob).get();

        assertThat(others.status()).isEqualTo(404);
        assertThat(others.detail()).isEqualTo(none.detail().replace("99", "1"));
        assertThat(proxy.adminCall("/usage/api-key/99").get().status()).isEqualTo(404);
        assertThat(proxy.adminCall("/usage/api-key/x").get().status()).isEqualTo(400);
    }

    @Test
    void refusesStrangersAndOtherMethods() {
        for (String path : List.of("/usage/me", "/usage/api-key/1")) {
            assertThat(proxy.call(path).get().status()).isEqualTo(401);
            assertThat(proxy.call(path).bearer("sk-wrong").get().detail()).contains("API key");
            assertThat(proxy.call(path).bearer(alice).post("").status()).isEqualTo(405);
        }
        assertThat(proxy.adminCall("/usage/me").get().status()).isEqualTo(401);
        assertThat(proxy.call("/usage").bearer(alice).get().status()).isEqualTo(404);
    }

    private void chat(String key) {
        var answer = proxy.call("/v1/chat/completions").bearer(key).post("{\"model\":\"glm-4.6\",\"messages\":[]}");
        assertThat(answer.status()).isEqualTo(200);
    }

    private JsonNode me(String key, String query) {
        return proxy.call("/usage/me" + query).bearer(key).get().json();
    }
}
