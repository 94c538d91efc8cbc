package io.infiniproxy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.HttpCall.Answer;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /admin/translate}: what the backend would be sent, without asking it. */
class TranslateEndpointTest {
    private static final String REQUEST =
            """
            {"model":"claude-opus-5-5","max_tokens":100,"temperature":0.5,"top_k":40,\
            "messages":[{"role":"user","content":"Hello \\ud83d"}]}""";

    @TempDir
    Path folder;

    private FakeBackend backend;
    private RunningProxy proxy;

    @BeforeEach
    void start() throws IOException {
        backend = FakeBackend.start();
        proxy = RunningProxy.start(folder, backend.baseUrl(), Map.of("OPENAI_MODEL", "m-1", "BACKEND_PROFILE_FLAGS", "topP=false"));
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        backend.close();
    }

    @Test
    void showsExactlyWhatTheBackendIsSent() throws IOException {
        backend.answer(Scripts.text("Hello"));
        JsonNode shown = translate("{\"request\":" + REQUEST + "}").json();
        assertThat(backend.requests()).isEmpty();

        String key = proxy.createKey("alice", "laptop");
        assertThat(proxy.call("/v1/messages").header("x-api-key", key).post(REQUEST).status()).isEqualTo(200);

        assertThat(shown.path("request").toString()).isEqualTo(Json.read(backend.requests().getFirst().bodyText()).toString());
        assertThat(shown.path("model").asText()).isEqualTo("m-1");
        assertThat(shown.path("profile").asText()).isEqualTo("default");
        assertThat(changes(shown)).containsExactly("changed surrogates body", "dropped top_k top_k");
        assertThat(shown.at("/changes/1").toString())
                .isEqualTo("{\"kind\":\"top_k\",\"action\":\"dropped\",\"path\":\"top_k\","
                        + "\"reason\":\"The backend does not take it for this model\"}");
    }

    @Test
    void tellsTheReasonsInTheLanguageOfThePage() {
        String asked = "{\"request\":" + REQUEST + "}";
        JsonNode shown =
                proxy.adminCall("/admin/translate").header("Accept-Language", "zh").post(asked).json();

        assertThat(changes(shown)).isEqualTo(changes(translate(asked).json()));
        assertThat(shown.at("/changes/1/reason").asText()).isEqualTo("后端对此模型不接受它");
    }

    /** Written out in full, such a number would be longer than any memory. */
    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-99999999"})
    void showsNumbersOfAnySize(String number) throws IOException {
        String request = """
                {"model":"claude-opus-5-5","max_tokens":100,"messages":[{"role":"user","content":"Hello"}],"tools":[{"name":"f",\
                "input_schema":{"type":"object","properties":{"a":{"type":"number","maximum":%s}}}}]}""".formatted(number);
        backend.answer(Scripts.text("Hello"));
        proxy.call("/v1/messages").header("x-api-key", proxy.createKey("alice", "laptop")).post(request);

        Answer shown = translate("{\"request\":" + request + "}");

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body()).contains("\"request\":" + backend.requests().getFirst().bodyText() + ",");
    }

    @Test
    void showsItForAnotherProfileAndFlags() {
        JsonNode shown = translate("{\"profile\":\"mistral\",\"flags\":{\"topK\":true,\"maxOutputTokens\":50,"
                        + "\"reasoningEffort\":[\"low\",\"high\"],\"inlineSystem\":\"user\"},\"request\":" + REQUEST + "}")
                .json();

        assertThat(shown.path("profile").asText()).isEqualTo("mistral");
        assertThat(shown.at("/request/top_k").asInt()).isEqualTo(40);
        assertThat(shown.at("/request/max_tokens").asInt()).isEqualTo(50);
        assertThat(changes(shown)).containsExactly("changed surrogates body", "changed max_tokens max_tokens");
    }

    /** The flags of the settings count, too, and those of the request come on top. */
    @Test
    void flagsComeOnTopOfTheSettings() {
        String request = REQUEST.replace("\"top_k\":40", "\"top_p\":0.9");

        assertThat(translate("{\"request\":" + request + "}").json().at("/request/top_p").isMissingNode()).isTrue();
        assertThat(translate("{\"flags\":{\"topP\":true},\"request\":" + request + "}").json().at("/request/top_p").asDouble())
                .isEqualTo(0.9);
    }

    @Test
    void showsWhatTheBackendHasTaughtAboutItsModel() {
        backend.answerOnce(Scripts.error(400, "{\"error\":{\"message\":\"Unsupported parameter: 'temperature'\"}}"));
        backend.answer(Scripts.text("Hello"));
        String key = proxy.createKey("alice", "laptop");
        assertThat(proxy.call("/v1/messages").header("x-api-key", key).post(REQUEST).status()).isEqualTo(200);

        JsonNode shown = translate("{\"request\":" + REQUEST + "}").json();

        assertThat(shown.at("/request/temperature").isMissingNode()).isTrue();
        assertThat(changes(shown)).contains("changed learned_edit temperature");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                   | request: expected an object, got nothing
            {"request":[]}                                       | request: expected an object, got an empty array
            {"request":{"model":"m","messages":[]}}              | request.max_tokens: expected an integer >= 0, got nothing
            {"request":{"model":"m","max_tokens":1}}             | request.messages: expected an array of at least one message
            {"profile":"gpt","request":REQUEST}                  | profile: expected one of default, openai-reasoning-5.4, openai
            {"profile":7,"request":REQUEST}                      | profile: expected a string, got 7
            {"flags":[],"request":REQUEST}                       | flags: expected an object, got an empty array
            {"flags":{"topQ":true},"request":REQUEST}            | flags: unknown flag "topQ"; the flags are maxTokensField,
            {"flags":{"topK":"yes"},"request":REQUEST}           | flags: topK: expected true or false, got "yes"
            {"request":                                          | Expected a JSON object as the body
            """)
    void saysWhatWasExpectedAndWhatCame(String body, String detail) {
        Answer answer = translate(body.replace("REQUEST", REQUEST));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).startsWith(detail);
        assertThat(backend.requests()).isEmpty();
    }

    @Test
    void isForTheAdminOnly() {
        String key = proxy.createKey("eve", "laptop");
        assertThat(proxy.call("/admin/translate").bearer(key).post("{\"request\":" + REQUEST + "}").status()).isEqualTo(401);
    }

    private Answer translate(String body) {
        return proxy.adminCall("/admin/translate").post(body);
    }

    private static List<String> changes(JsonNode shown) {
        return shown.path("changes").findParents("kind").stream()
                .map(change -> String.join(
                        " ", change.path("action").asText(), change.path("kind").asText(), change.path("path").asText()))
                .toList();
    }
}
