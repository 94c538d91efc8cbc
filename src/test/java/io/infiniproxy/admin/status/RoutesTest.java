package io.infiniproxy.admin.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import java.io.IOException;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET /admin/routes}. */
class RoutesTest {
    private static final String HELLO =
            "{\"model\":\"m\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    @TempDir
    Path folder;

    @Test
    void showsTheRoutesAndCountsWhatPassesThem() throws IOException {
        try (var backend = FakeBackend.start();
                var proxy = RunningProxy.start(folder, backend)) {
            String key = proxy.createKey("alice");
            backend.answer(Scripts.text("Hello"));
            proxy.call("/v1/messages").header("x-api-key", key).post(HELLO);
            proxy.call("/v1/messages").header("x-api-key", key).post("{}");
            Awaitility.await().until(() -> route(proxy, "messages").at("/counts/total").asInt() == 2);

            JsonNode messages = route(proxy, "messages");
            assertThat(messages.path("from").asText()).startsWith("platform-http:");
            assertThat(messages.path("description").asText()).startsWith("Anthropic Messages API in");
            assertThat(messages.at("/counts/failed").asInt()).isEqualTo(1);
            assertThat(messages.at("/counts/inflight").asInt()).isZero();
            JsonNode answerFailure = route(proxy, "answer-failure").path("counts");
            assertThat(answerFailure.path("total").asInt()).isEqualTo(1);
            assertThat(answerFailure.path("failed").asInt()).as("it has told the client").isZero();
            assertThat(messages.at("/counts/mean_ms").asDouble()).isPositive();

            JsonNode authenticate = step(messages, "authenticateClient");
            assertThat(authenticate.path("type").asText()).isEqualTo("process");
            assertThat(authenticate.path("total").asInt()).isEqualTo(2);
            assertThat(step(messages, "translateRequest").path("total").asInt()).as("the second is refused before").isEqualTo(1);
            assertThat(step(messages, "direct:backend").path("type").asText()).isEqualTo("to");
            assertThat(step(messages, "asksAgain").path("steps")).hasSize(2);
            assertThat(route(proxy, "backend").at("/counts/total").asInt()).isEqualTo(1);
            assertThat(route(proxy, "embeddings").path("counts").toString())
                    .isEqualTo("{\"total\":0,\"failed\":0,\"inflight\":0,\"mean_ms\":null,\"last_ms\":null}");
        }
    }

    private static JsonNode route(RunningProxy proxy, String id) {
        var answer = proxy.adminCall("/admin/routes").get();
        assertThat(answer.status()).isEqualTo(200);
        return find(answer.json().path("routes"), "id", id);
    }

    private static JsonNode step(JsonNode route, String label) {
        return find(route.path("steps"), "label", label);
    }

    private static JsonNode find(JsonNode nodes, String member, String value) {
        for (JsonNode node : nodes) {
            if (node.path(member).asText().equals(value) || member.equals("label") && node.path(member).asText().contains(value)) {
                return node;
            }
        }
        throw new AssertionError("expected " + value + " among " + nodes);
    }
}
