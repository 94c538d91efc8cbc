package io.infiniproxy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.HttpCall.Answer;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changing users and keys, and rotating keys, over HTTP. Tests share the proxy and its database: each has users of its own. */
class AdminChangesTest {
    private static final String LIMITS = "{\"requests_per_minute\":60,\"tokens_per_minute\":1000,\"concurrent_requests\":4,"
            + "\"budgets\":[{\"period\":\"day\",\"tokens\":5},{\"period\":\"month\",\"cost\":1.5}]}";

    @TempDir
    static Path folder;

    private static FakeBackend backend;
    private static RunningProxy proxy;

    @BeforeAll
    static void start() throws IOException {
        backend = FakeBackend.start();
        backend.answer(Scripts.text("Hello"));
        proxy = RunningProxy.start(folder, backend);
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
        backend.close();
    }

    @Test
    void changesWhatIsNamedClearsWhatIsNullAndLeavesTheRest() {
        String path = keyPath("alice");

        var changed = patch(path, "{\"note\":\"for CI\",\"models\":[\"sonnet\",\"glm-*\"],\"limits\":" + LIMITS
                + ",\"expires_at\":\"2036-12-31T23:59:59+01:00\"}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("name").asText()).isEqualTo("test");
        assertThat(changed.json().path("note").asText()).isEqualTo("for CI");
        assertThat(changed.json().path("models")).hasToString("[\"sonnet\",\"glm-*\"]");
        assertThat(changed.json().path("limits")).hasToString(LIMITS);
        assertThat(changed.json().path("expires_at").asText()).isEqualTo("2036-12-31T22:59:59.000Z");
        assertThat(changed.json()).isEqualTo(listed("alice"));

        var cleared = patch(path, "{\"name\":null,\"note\":null,\"models\":null,\"limits\":null,\"expires_at\":null}").json();
        for (String name : new String[] {"name", "note", "models", "limits", "expires_at"}) {
            assertThat(cleared.path(name).isNull()).as(name).isTrue();
        }
        assertThat(patch(path, "{}").json()).isEqualTo(cleared).isEqualTo(listed("alice"));
    }

    @Test
    void changesAUser() {
        proxy.createKey("bob");
        String path = "/admin/users/" + proxy.userId("bob");

        var changed = patch(path, "{\"email\":\"bob@example.com\",\"note\":\"on leave\",\"limits\":" + LIMITS + "}").json();

        assertThat(changed.path("email").asText()).isEqualTo("bob@example.com");
        assertThat(changed.path("note").asText()).isEqualTo("on leave");
        assertThat(changed.path("limits")).hasToString(LIMITS);
        assertThat(changed.path("is_active").asBoolean()).isTrue();
        assertThat(patch(path, "{\"email\":null}").json().path("email").isNull()).isTrue();
    }

    @Test
    void deactivatesActivatesAndExpiresAtOnce() {
        String key = proxy.createKey("carol");
        String path = keyPathOf("carol");
        String userPath = "/admin/users/" + proxy.userId("carol");
        assertThat(chat(key)).isEqualTo(200);

        patch(path, "{\"is_active\":false}");
        assertThat(chat(key)).isEqualTo(401);
        patch(path, "{\"is_active\":true}");
        assertThat(chat(key)).isEqualTo(200);

        patch(userPath, "{\"is_active\":false}");
        assertThat(chat(key)).isEqualTo(401);
        patch(userPath, "{\"is_active\":true}");
        assertThat(chat(key)).isEqualTo(200);

        patch(path, "{\"expires_at\":\"2020-01-01T00:00:00\"}");
        assertThat(chat(key)).isEqualTo(401);
    }

    @Test
    void makesUsersAndKeysWithAllOfIt() {
        long userId = proxy.adminCall("/admin/users")
                .post("{\"username\":\"dora\",\"note\":\"new\",\"limits\":" + LIMITS + "}")
                .json()
                .path("user_id")
                .asLong();
        proxy.adminCall("/admin/api-keys?note=from+the+query").post("{\"user_id\":" + userId
                + ",\"expires_at\":\"2036-01-01T00:00:00Z\",\"models\":[\"sonnet\"],\"limits\":{\"concurrent_requests\":1}}");

        JsonNode key = listed("dora");
        assertThat(key.path("note").asText()).isEqualTo("from the query");
        assertThat(key.path("expires_at").asText()).isEqualTo("2036-01-01T00:00:00.000Z");
        assertThat(key.path("models")).hasToString("[\"sonnet\"]");
        assertThat(key.at("/limits/concurrent_requests").asInt()).isEqualTo(1);
        assertThat(patch("/admin/users/" + userId, "{}").json().path("limits")).hasToString(LIMITS);
    }

    @Test
    void rotatesAKey() {
        String old = proxy.createKey("erin");
        String path = keyPathOf("erin") + "/rotate";

        var rotated = proxy.adminCall(path + "?grace_hours=1").post("").json();
        String fresh = rotated.path("api_key").asText();
        assertThat(fresh).matches("sk-[0-9a-f]{64}").isNotEqualTo(old);
        assertThat(rotated.path("api_key_id")).isEqualTo(listed("erin").path("id"));
        assertThat(rotated.path("previous_expires_at")).isEqualTo(listed("erin").path("previous_expires_at"));
        assertThat(rotated.path("warning").asText()).isNotBlank();
        assertThat(chat(old)).isEqualTo(200);
        assertThat(chat(fresh)).isEqualTo(200);

        var last = proxy.adminCall(path).post("{\"grace_hours\":0}").json();
        assertThat(last.path("previous_expires_at").isNull()).isTrue();
        assertThat(chat(old)).isEqualTo(401);
        assertThat(chat(fresh)).isEqualTo(401);
        assertThat(chat(last.path("api_key").asText())).isEqualTo(200);

        assertThat(proxy.adminCall(path).post("").json().path("previous_expires_at").asText()).endsWith("Z");
        proxy.adminCall(keyPathOf("erin")).delete();
        assertThat(proxy.adminCall(path).post("").status()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PATCH | /admin/users/1                 |                             | 400 | Expected a JSON object as the body
            PATCH | /admin/users/1?note=x          | [7]                         | 400 | body: expected an object
            PATCH | /admin/users/1                 | {"username":"x"}            | 400 | Expected only the members email, note, limits, is_active, got username
            PATCH | /admin/users/1                 | {"is_active":null}          | 400 | is_active: expected true or false
            PATCH | /admin/users/1                 | {"email":7}                 | 400 | email: expected a string
            PATCH | /admin/users/1                 | {"limits":{"budget":1}}     | 400 | limits: expected budgets, concurrent_requests, requests_per_minute, tokens_per_minute, got budget
            PATCH | /admin/users/99999             | {}                          | 404 | There is no user with id 99999
            PATCH | /admin/users/x                 | {}                          | 400 | user_id: expected an integer at the end of the path
            PATCH | /admin/api-keys/99999          | {}                          | 404 | There is no API key with id 99999
            PATCH | /admin/api-keys/1              | {"user_id":2}               | 400 | Expected only the members name, note, expires_at, models, limits, is_active, got user_id
            PATCH | /admin/api-keys/1              | {"is_active":"yes"}         | 400 | is_active: expected true or false
            PATCH | /admin/api-keys/1              | {"expires_at":"tomorrow"}   | 400 | expires_at: expected an ISO date-time such as 2026-12-31T23:59:59Z, got tomorrow
            PATCH | /admin/api-keys/1              | {"expires_at":"2026-12-31"} | 400 | expires_at: expected an ISO date-time
            PATCH | /admin/api-keys/1              | {"expires_at":"+12026-12-31T00:00:00Z"} | 400 | expires_at: expected an ISO date-time
            PATCH | /admin/api-keys/1              | {"models":[]}               | 400 | models: expected an array of 1 to 100 names of models, or null for all models
            PATCH | /admin/api-keys/1              | {"models":"sonnet"}         | 400 | models: expected an array
            PATCH | /admin/api-keys/1              | {"models":["a",7]}          | 400 | models: expected an array
            PATCH | /admin/api-keys/1              | {"models":[" "]}            | 400 | models: expected an array
            PATCH | /admin/api-keys/1              | {"limits":{"requests_per_minute":0}} | 400 | limits.requests_per_minute: expected an integer above 0, got 0
            POST  | /admin/api-keys                | {"user_id":1,"expires":"x"} | 400 | Expected only the members user_id, name, note, expires_at, models, limits, is_active, got expires
            POST  | /admin/users                   | {"username":"x","limit":1}  | 400 | Expected only the members username, email, note, limits, is_active, got limit
            POST  | /admin/users?username=x&limits=9 |                           | 400 | limits: expected a member of a JSON body, got a query parameter
            POST  | /admin/api-keys?user_id=1&models=sonnet |                    | 400 | models: expected a member of a JSON body
            POST  | /admin/api-keys/99999/rotate   |                             | 404 | There is no API key with id 99999
            POST  | /admin/api-keys/x/rotate       |                             | 400 | api_key_id: expected an integer before /rotate
            POST  | /admin/api-keys/1/rotate?grace_hours=8761 |                  | 400 | grace_hours: expected an integer from 0 to 8760, got 8761
            POST  | /admin/api-keys/1/rotate?grace_hours=-1   |                  | 400 | grace_hours: expected an integer from 0 to 8760, got -1
            POST  | /admin/api-keys/1/rotate?grace_hours=day  |                  | 400 | grace_hours: expected an integer
            GET   | /admin/audit?limit=0           |                             | 400 | limit: expected an integer from 1 to 1000, got 0
            GET   | /admin/audit?before=x          |                             | 400 | before: expected an integer
            """)
    void refusesWhatItCannotDo(String method, String path, String body, int status, String detail) {
        var answer = proxy.adminCall(path).send(method, body == null ? "" : body);

        assertThat(answer.detail()).startsWith(detail);
        assertThat(answer.status()).isEqualTo(status);
    }

    private static Answer patch(String path, String body) {
        return proxy.adminCall(path).send("PATCH", body);
    }

    private static String keyPath(String username) {
        proxy.createKey(username);
        return keyPathOf(username);
    }

    private static String keyPathOf(String username) {
        return "/admin/api-keys/" + listed(username).path("id").asLong();
    }

    private static JsonNode listed(String username) {
        return proxy.adminCall("/admin/api-keys?user_id=" + proxy.userId(username)).get().json().at("/api_keys/0");
    }

    private static int chat(String key) {
        return proxy.call("/v1/chat/completions").bearer(key).post("{\"model\":\"m\",\"messages\":[]}").status();
    }
}
