package io.infiniproxy.route.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Script;
import io.infiniproxy.testing.Scripts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The list of models over HTTP, and as both official SDKs read it. */
@Timeout(60)
class ModelsEndpointsTest {
    private static final String LIST = "{\"object\":\"list\",\"data\":["
            + "{\"id\":\"org/glm-4.6\",\"object\":\"model\",\"created\":1700000000,\"owned_by\":\"org\"},"
            + "{\"id\":\"glm-4.6\",\"object\":\"model\"},{\"object\":\"no id\"},{\"id\":\"claude-sonnet-5\"},\"x\"]}";
    private static final List<String> CLAUDE = List.of(
            "claude-opus-5-5",
            "claude-sonnet-5-5",
            "claude-haiku-5-5",
            "claude-sonnet-5",
            "claude-opus-4-8",
            "claude-sonnet-4-5",
            "claude-haiku-4-5");

    @TempDir
    Path folder;

    private FakeBackend backend;
    private RunningProxy proxy;
    private String key;

    @BeforeEach
    void start() throws IOException {
        backend = FakeBackend.start();
        backend.answer("/v1/models", Scripts.error(200, LIST));
        proxy = RunningProxy.start(
                folder, backend.baseUrl(), Map.of("OPENAI_MODEL", "glm-4.6", "OPENAI_API_KEY", "sk-backend"));
        key = proxy.createKey("alice");
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        backend.close();
    }

    @Test
    void listsTheBackendsModelsAndThoseOfClaudeCode() throws Exception {
        var answer = proxy.call("/v1/models?limit=1000").bearer(key).header("X-Probe", "leak").get();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(ids(answer.json()))
                .startsWith("org/glm-4.6", "glm-4.6")
                .containsAll(CLAUDE)
                .doesNotHaveDuplicates()
                .hasSize(9);
        assertThat(answer.json().at("/data/0").toString())
                .isEqualTo("{\"id\":\"org/glm-4.6\",\"type\":\"model\",\"object\":\"model\",\"display_name\":\"org/glm-4.6\","
                        + "\"created_at\":\"2023-11-14T22:13:20Z\",\"created\":1700000000,\"owned_by\":\"org\",\"lifecycle\":\"active\"}");
        assertThat(answer.json().path("object").asText()).isEqualTo("list");
        assertThat(answer.json().path("has_more").asBoolean(true)).isFalse();
        assertThat(answer.json().path("first_id").asText()).isEqualTo("org/glm-4.6");
        assertThat(answer.json().path("last_id").asText()).isEqualTo("claude-haiku-4-5");
        assertThat(answer.response().headers().map().toString()).doesNotContain("leak", key, "1000");

        var asked = backend.takeRequest();
        assertThat(asked.method()).isEqualTo("GET");
        assertThat(asked.path()).isEqualTo("/v1/models");
        assertThat(asked.header("Authorization")).isEqualTo("Bearer sk-backend");
        assertThat(asked.headers()).doesNotContainKeys("x-probe", "limit");
        assertThat(proxy.usageRecords()).isEmpty();
    }

    @Test
    void asksTheBackendOnce() {
        List<CompletableFuture<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            calls.add(CompletableFuture.supplyAsync(
                    () -> ids(proxy.call("/v1/models").bearer(key).get().json()).size()));
        }
        assertThat(calls).allSatisfy(call -> assertThat(call.join()).isEqualTo(9));
        proxy.call("/v1/models/glm-4.6").bearer(key).get();
        assertThat(backend.requests()).hasSize(1);
    }

    @Test
    void doesWithoutABackendThatHasNoList() throws IOException {
        for (var script : List.of(
                Scripts.error(404, "{}"),
                Scripts.error(200, "<html>"),
                Scripts.error(200, "{\"data\":7}"),
                (Script) connection -> connection.cut())) {
            backend.answer("/v1/models", script);
            try (var other = RunningProxy.start(folder, backend.baseUrl(), Map.of("OPENAI_MODEL", "glm-4.6"))) {
                var answer = other.call("/v1/models").bearer(key).get();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(ids(answer.json())).containsAll(CLAUDE).contains("glm-4.6").hasSize(8);
            }
        }
    }

    @Test
    void givesUpABackendThatIsSilent() throws Exception {
        var gone = new CompletableFuture<Boolean>();
        backend.answer("/v1/models", connection -> gone.complete(connection.awaitClientClosed()));

        assertThat(ids(proxy.call("/v1/models").bearer(key).get().json())).containsAll(CLAUDE);
        assertThat(gone.join()).isTrue();
    }

    @Test
    void answersOneModel() {
        assertThat(proxy.call("/v1/models/glm-4.6").bearer(key).get().json().path("id").asText()).isEqualTo("glm-4.6");
        var longContext = proxy.call("/v1/models/claude-opus-4-8%5B1m%5D").bearer(key).get();
        assertThat(longContext.json().path("id").asText()).isEqualTo("claude-opus-4-8");
        for (String path : List.of("/v1/models/org/glm-4.6", "/v1/models/org%2Fglm-4.6?x=1")) {
            var answer = proxy.call(path).bearer(key).get();
            assertThat(answer.json().path("id").asText()).isEqualTo("org/glm-4.6");
            assertThat(answer.json().path("created").asLong()).isEqualTo(1_700_000_000);
        }
    }

    @Test
    void refusesInTheEnvelopeOfTheCaller() {
        var openAi = proxy.call("/v1/models/none").bearer(key).get();
        assertThat(openAi.status()).isEqualTo(404);
        assertThat(openAi.json().at("/error/code").asText()).isEqualTo("not_found");

        var anthropic = proxy.call("/v1/models/none").header("x-api-key", key).get();
        assertThat(anthropic.status()).isEqualTo(404);
        assertThat(anthropic.json().at("/error/type").asText()).isEqualTo("not_found_error");

        assertThat(proxy.call("/v1/models").get().json().at("/error/code").asText()).isEqualTo("invalid_api_key");
        assertThat(proxy.call("/v1/models").header("anthropic-version", "2023-06-01").get().json().at("/error/type").asText())
                .isEqualTo("authentication_error");
        assertThat(proxy.call("/v1/models/").bearer(key).get().status()).isIn(200, 404);
        assertThat(proxy.call("/v1/modelsx").bearer(key).get().status()).isEqualTo(404);
        var wrongMethod = proxy.call("/v1/models").bearer(key).post("{}");
        assertThat(wrongMethod.status()).isEqualTo(405);
        assertThat(wrongMethod.json().at("/error/message").asText()).contains("POST");
    }

    @Test
    void isReadByTheOpenAiSdk() {
        OpenAIClient client = OpenAIOkHttpClient.builder()
                .baseUrl(proxy.url("/v1").toString())
                .apiKey(key)
                .build();

        assertThat(client.models().list().autoPager())
                .extracting(model -> model.validate().id())
                .containsAll(CLAUDE)
                .hasSize(9);
        assertThat(client.models().retrieve("org/glm-4.6").validate().ownedBy()).isEqualTo("org");
        assertThatThrownBy(() -> client.models().retrieve("none"))
                .isInstanceOf(com.openai.errors.NotFoundException.class);
        client.close();
    }

    @Test
    void isReadByTheAnthropicSdk() {
        AnthropicClient client = AnthropicOkHttpClient.builder()
                .baseUrl(proxy.url().toString())
                .apiKey(key)
                .build();

        assertThat(client.models().list().autoPager())
                .extracting(model -> model.validate().id())
                .containsAll(CLAUDE)
                .hasSize(9);
        assertThat(client.models().retrieve("claude-sonnet-4-5").validate().displayName()).isEqualTo("Claude Sonnet 4.5");
        assertThatThrownBy(() -> client.models().retrieve("none"))
                .isInstanceOf(com.anthropic.errors.NotFoundException.class);
        client.close();
    }

    private static List<String> ids(JsonNode list) {
        List<String> ids = new ArrayList<>();
        list.path("data").forEach(model -> ids.add(model.path("id").asText()));
        return ids;
    }
}
