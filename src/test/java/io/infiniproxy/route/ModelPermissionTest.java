package io.infiniproxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.HttpCall.Answer;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a key that is limited to models may ask for, over HTTP. */
class ModelPermissionTest {
    @TempDir
    static Path folder;

    private static FakeBackend backend;
    private static RunningProxy proxy;
    private static String key;

    @BeforeAll
    static void start() throws IOException {
        backend = FakeBackend.start();
        backend.answer(Scripts.text("Hello"));
        backend.answer(
                "/v1/models",
                Scripts.error(200, "{\"data\":[{\"id\":\"glm-4.6\"},{\"id\":\"org/glm-4.6\"},{\"id\":\"gpt-5\"}]}"));
        proxy = RunningProxy.start(folder, backend.baseUrl(), Map.of("OPENAI_MODEL", "gpt-5"));
        key = limitedKey("alice", "[\"claude-sonnet-5\",\"glm-*\"]");
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
        backend.close();
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-5, 200",
        "claude-sonnet-5[1m], 200",
        "glm-4.6, 200",
        "claude-sonnet-5-5, 403",
        "gpt-5, 403",
        "GLM-4.6, 403",
        "org/glm-4.6, 403"
    })
    void judgesTheModelThatTheClientAsksFor(String model, int status) {
        assertThat(messages("/v1/messages", model).status()).isEqualTo(status);
        assertThat(messages("/v1/messages/count_tokens", model).status()).isEqualTo(status);
        assertThat(chat("{\"model\":\"" + model + "\",\"messages\":[]}").status()).isEqualTo(status);
    }

    @Test
    void tellsInTheCallersApiWhatIsAllowed() {
        String message = "This API key may not ask for model \"gpt-5\". It may ask for: claude-sonnet-5, glm-*";

        var anthropic = messages("/v1/messages", "gpt-5");
        assertThat(anthropic.json().at("/error/type").asText()).isEqualTo("permission_error");
        assertThat(anthropic.json().at("/error/message").asText()).isEqualTo(message);
        assertThat(anthropic.header("x-should-retry")).isEqualTo("false");

        var openAi = chat("{\"model\":\"gpt-5\",\"messages\":[]}");
        assertThat(openAi.json().at("/error/code").asText()).isEqualTo("model_not_allowed");
        assertThat(openAi.json().at("/error/type").asText()).isEqualTo("permission_error");
        assertThat(openAi.json().at("/error/message").asText()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"messages":[]}                                              | 403
            {"model":null,"messages":[]}                                 | 403
            {"model":7,"messages":[]}                                    | 403
            {"model":"gpt-5","model":"glm-4.6","messages":[]}            | 400
            {"model":"glm-4.6","Model":"gpt-5","messages":[]}            | 400
            {"MODEL":"glm-4.6","messages":[]}                            | 400
            {"model":"glm-4.6","models":["gpt-5"],"messages":[]}         | 403
            {"model":"glm-4.6","models":[{"id":"gpt-5"}],"messages":[]}  | 403
            {"model":"glm-4.6","models":["glm-4.5"],"messages":[]}       | 200
            {"mod\\u0065l":"gpt-5","messages":[]}                        | 403
            """)
    void letsNoRequestPastThatABackendMayTakeForAnother(String body, int status) {
        assertThat(chat(body).status()).isEqualTo(status);
    }

    @Test
    void judgesTheModelThatIsPutInWhereTheClientNamesNone() {
        String other = limitedKey("bob", "[\"gpt-5\"]");
        assertThat(proxy.call("/v1/chat/completions").bearer(other).post("{\"messages\":[]}").status()).isEqualTo(200);
    }

    @Test
    void asksTheBackendForNothingThatIsRefused() {
        int before = backend.requests().size();
        messages("/v1/messages", "gpt-5");
        chat("{\"model\":\"gpt-5\",\"messages\":[]}");
        assertThat(backend.requests()).hasSize(before);
    }

    @Test
    void listsTheModelsThatAreAllowed() {
        assertThat(ids(key)).containsExactlyInAnyOrder("glm-4.6", "claude-sonnet-5");
        assertThat(ids(proxy.createKey("carol"))).contains("gpt-5", "org/glm-4.6", "claude-opus-5-5");
        assertThat(proxy.call("/v1/models/glm-4.6").bearer(key).get().status()).isEqualTo(200);
        assertThat(proxy.call("/v1/models/gpt-5").bearer(key).get().status()).isEqualTo(404);

        var none = proxy.call("/v1/models").bearer(limitedKey("dora", "[\"unknown\"]")).get();
        assertThat(none.json())
                .hasToString("{\"object\":\"list\",\"data\":[],\"has_more\":false,\"first_id\":null,\"last_id\":null}");
    }

    private static List<String> ids(String key) {
        return proxy.call("/v1/models").bearer(key).get().json().path("data").findValuesAsText("id");
    }

    private static Answer messages(String path, String model) {
        return proxy.call(path)
                .header("x-api-key", key)
                .post("{\"model\":\"" + model + "\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
    }

    private static Answer chat(String body) {
        return proxy.call("/v1/chat/completions").bearer(key).post(body);
    }

    private static String limitedKey(String username, String models) {
        proxy.adminCall("/admin/users?username=" + username).post("");
        JsonNode created = proxy.adminCall("/admin/api-keys")
                .post("{\"user_id\":" + proxy.userId(username) + ",\"models\":" + models + "}")
                .json();
        return created.path("api_key").asText();
    }
}
