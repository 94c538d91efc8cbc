package io.infiniproxy.admin.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code GET /admin/failures}, and what a user sees of it. */
class FailuresTest {
    private static final String HELLO =
            "{\"model\":\"m\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"private words\"}]}";

    @TempDir
    Path folder;

    private FakeBackend backend;
    private RunningProxy proxy;
    private String key;

    @BeforeEach
    void start() throws IOException {
        backend = FakeBackend.start();
        proxy = RunningProxy.start(folder, backend);
        key = proxy.createKey("alice");
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        backend.close();
    }

    @Test
    void tellsOfKeysThatAreNotGood() {
        String id = proxy.call("/v1/messages").header("x-api-key", "sk-wrong-key").post(HELLO).header("request-id");
        JsonNode unknown = last();
        assertThat(unknown.path("status").asInt()).isEqualTo(401);
        assertThat(unknown.path("path").asText()).isEqualTo("/v1/messages");
        assertThat(unknown.path("key").asText()).isEqualTo("unknown");
        assertThat(unknown.path("key_prefix").isNull()).isTrue();
        assertThat(unknown.path("message").asText()).isEqualTo("The API key is not known, not active, or has expired");
        assertThat(unknown.path("request_id").asText()).isEqualTo(id);

        proxy.call("/v1/chat/completions").post(HELLO);
        assertThat(last().path("key").asText()).isEqualTo("none");
    }

    @Test
    void tellsWhoseRequestFailedAndWithWhichModel() {
        backend.answer(Scripts.error(404, "{\"error\":{\"message\":\"The model `m` does not exist\"}}"));

        proxy.call("/v1/messages").header("x-api-key", key).post(HELLO);

        JsonNode failure = last();
        assertThat(failure.path("key").asText()).isEqualTo("known");
        assertThat(key).startsWith(failure.path("key_prefix").asText()).isNotEqualTo(failure.path("key_prefix").asText());
        assertThat(failure.path("username").asText()).isEqualTo("alice");
        assertThat(failure.path("user_id").asLong()).isEqualTo(proxy.userId("alice"));
        assertThat(failure.path("model").asText()).isEqualTo("m");
        assertThat(failure.path("message").asText()).isEqualTo("The model `m` does not exist");
    }

    @Test
    void keepsNoSecretAndNothingOfWhatWasAsked() {
        String path = "/v1/messages";
        for (int status : new int[] {400, 401, 403, 413, 500, 503}) {
            backend.answer(Scripts.error(
                    status, "{\"error\":{\"message\":\"Bad key sk-backend-secret" + (status == 401 ? "" : ": private words") + "\"}}"));
            proxy.call(path).header("x-api-key", key).post(HELLO);
            proxy.call("/v1/chat/completions").header("x-api-key", key).post(HELLO);
        }
        proxy.call(path).header("x-api-key", key).post("{\"model\":\"m\",\"messages\":\"private words\"}");

        String body = proxy.adminCall("/admin/failures").get().body();

        assertThat(last().path("status").asInt()).isEqualTo(400);
        assertThat(list()).hasSize(13);
        assertThat(body).doesNotContain("private words", "backend-secret", key);
    }

    @Test
    void tellsOfWrongPaths() {
        proxy.call("/v1/v1/messages").header("x-api-key", key).post(HELLO);
        assertThat(last().path("message").asText()).contains("base URL goes without /v1");
        assertThat(last().path("key").asText()).isEqualTo("unchecked");

        proxy.call("/chat/completions").bearer(key).post(HELLO);
        assertThat(last().path("path").asText()).isEqualTo("/chat/completions");
    }

    @Test
    void leavesOutThePageAndWhatIsNoClient() {
        proxy.call("/admin/users").get();
        proxy.call("/usage/report").get();
        proxy.call("/wp-login.php").post("");

        assertThat(list()).isEmpty();
    }

    @Test
    void tellsUsersOfTheirOwnAlone() {
        String otherKeyOfAlice = proxy.createKey("alice", "other");
        String bob = proxy.createKey("bob");
        fail(key, 400);
        fail(key, 404);
        fail(otherKeyOfAlice, 429);
        fail(otherKeyOfAlice, 401); // which the client is told as 502: it is not its own key that is wrong
        fail(bob, 404);
        proxy.call("/v1/messages").header("x-api-key", "sk-wrong-key").post(HELLO);
        proxy.call("/v1/messages").post(HELLO);
        proxy.call("/v1/v1/messages").header("x-api-key", key).post(HELLO);

        assertThat(list()).hasSize(8);
        assertThat(listOf(key)).extracting(failure -> failure.path("status").asInt()).containsExactly(502, 429, 404, 400);
        assertThat(listOf(key)).allSatisfy(failure -> assertThat(failure.path("username").asText()).isEqualTo("alice"));
        assertThat(listOf(otherKeyOfAlice)).isEqualTo(listOf(key));
        assertThat(listOf(bob)).extracting(failure -> failure.path("username").asText()).containsExactly("bob");
    }

    @Test
    void tellsUsersByTheirSession() {
        fail(key, 404);
        String cookie = cookie("{\"api_key\":\"" + key + "\"}");

        assertThat(proxy.call("/admin/my-failures").header("Cookie", cookie).get().json().path("failures")).isEqualTo(listOf(key));
        assertThat(proxy.call("/admin/failures").header("Cookie", cookie).get().status()).isEqualTo(403);
        assertThat(proxy.call("/admin/my-failures").get().status()).isEqualTo(401);
        String admin = cookie("{\"token\":\"" + RunningProxy.ADMIN_TOKEN + "\"}");
        assertThat(proxy.call("/admin/my-failures").header("Cookie", admin).get().status()).isEqualTo(403);
    }

    @Test
    void keepsAHundred() {
        for (int i = 0; i < 101; i++) {
            proxy.call("/v1/models/" + i).get();
        }

        assertThat(list()).hasSize(100);
        assertThat(last().path("path").asText()).isEqualTo("/v1/models/100");
        assertThat(list().get(99).path("path").asText()).isEqualTo("/v1/models/1");
    }

    private void fail(String withKey, int status) {
        backend.answer(Scripts.error(status, "{\"error\":{\"message\":\"No\"}}"));
        proxy.call("/v1/messages").header("x-api-key", withKey).post(HELLO);
    }

    private String cookie(String credentials) {
        return proxy.call("/admin/login").post(credentials).header("Set-Cookie").split(";")[0];
    }

    private JsonNode listOf(String ofKey) {
        return proxy.call("/admin/my-failures").bearer(ofKey).get().json().path("failures");
    }

    private JsonNode list() {
        return proxy.adminCall("/admin/failures").get().json().path("failures");
    }

    private JsonNode last() {
        return list().get(0);
    }
}
