package io.infiniproxy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.HttpCall;
import io.infiniproxy.testing.HttpCall.Answer;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The admin endpoints over HTTP. Tests share the proxy and its database: each has users of its own. */
class AdminEndpointsTest {
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
    void createsAUserByQuery() {
        var created = proxy.adminCall("/admin/users?username=alice&email=alice%40example.com").post("");

        assertThat(created.status()).isEqualTo(200);
        assertThat(names(created.json())).containsExactly("success", "user_id", "username", "message");
        assertThat(created.json().path("success").asBoolean()).isTrue();
        assertThat(created.json().path("username").asText()).isEqualTo("alice");
        assertThat(created.json().path("message").asText()).isEqualTo("User alice was created");
        assertThat(created.header("Cache-Control")).isEqualTo("no-store");

        JsonNode user = user(created.json().path("user_id").asLong());
        assertThat(names(user)).containsExactly("id", "username", "email", "created_at", "is_active", "note", "limits");
        assertThat(user.path("email").asText()).isEqualTo("alice@example.com");
        assertThat(user.path("created_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(user.path("is_active").isBoolean()).isTrue();
    }

    @Test
    void takesTheBodyBeforeTheQuery() {
        var created = proxy.adminCall("/admin/users?username=query&email=q%40example.com")
                .post("{\"username\":\" body \",\"email\":null}");

        assertThat(created.json().path("username").asText()).isEqualTo("body");
        assertThat(user(created.json().path("user_id").asLong()).path("email").asText()).isEqualTo("q@example.com");
    }

    @Test
    void createsAndListsApiKeys() {
        long userId = createUser("kim");
        var created = proxy.adminCall("/admin/api-keys?user_id=" + userId + "&name=my-key").post("");
        proxy.adminCall("/admin/api-keys").post("{\"user_id\":" + userId + "}");

        assertThat(names(created.json())).containsExactly("success", "api_key", "api_key_id", "key_prefix", "user_id", "name", "warning");
        assertThat(created.json().path("api_key").asText()).matches("sk-[0-9a-f]{64}");
        assertThat(created.json().path("warning").asText())
                .isEqualTo("Save this API key! It will not be shown again.");

        JsonNode keys = proxy.adminCall("/admin/api-keys?user_id=" + userId).get().json().path("api_keys");
        assertThat(keys).hasSize(2);
        assertThat(keys.get(0).path("name").isNull()).isTrue();
        assertThat(keys.get(1).path("id")).isEqualTo(created.json().path("api_key_id"));
        assertThat(keys.get(1).path("key_prefix")).isEqualTo(created.json().path("key_prefix"));
        assertThat(names(keys.get(1)))
                .containsExactly(
                        "id",
                        "user_id",
                        "key_prefix",
                        "name",
                        "created_at",
                        "last_used_at",
                        "is_active",
                        "note",
                        "expires_at",
                        "models",
                        "limits",
                        "previous_expires_at");
        assertThat(created.json().path("api_key").asText()).startsWith(keys.get(1).path("key_prefix").asText());
        assertThat(keys.get(1).path("key_prefix").asText()).hasSize(12);
        assertThat(proxy.adminCall("/admin/api-keys?user_id=").get().json().path("api_keys")).hasSizeGreaterThan(1);
        assertThat(proxy.adminCall("/admin/api-keys?user_id=99999").get().json().path("api_keys")).isEmpty();
    }

    @Test
    void speaksChineseToThoseWhoPreferIt() {
        var user = proxy.adminCall("/admin/users?username=王").header("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8").post("");
        assertThat(user.json().path("message").asText()).isEqualTo("用户 王 创建成功");

        var again = proxy.adminCall("/admin/users?username=王").header("Accept-Language", "zh").post("");
        assertThat(again.detail()).isEqualTo("用户名 王 已被使用");

        var key = proxy.adminCall("/admin/api-keys?name=k&user_id=" + user.json().path("user_id"))
                .header("Accept-Language", "zh-Hans-CN")
                .post("");
        assertThat(key.json().path("warning").asText()).isEqualTo("保存此 API 密钥！它将不会再次显示。");

        var gone = proxy.adminCall("/admin/users/" + user.json().path("user_id")).header("Accept-Language", "zh").delete();
        assertThat(gone.json().path("message").asText()).startsWith("用户").endsWith("已停用");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US,en;q=0.9,zh;q=0.1", "fr", "*", "", "not a language;q=x"})
    void speaksEnglishToAllOthers(String acceptLanguage) {
        var answer = proxy.call("/admin/users").header("Accept-Language", acceptLanguage).get();
        assertThat(answer.detail()).startsWith("Expected the admin token");
    }

    @Test
    void refusesAKeyFromTheMomentItIsDeactivated() {
        String key = proxy.createKey("bob", "laptop");
        assertThat(chat(key).status()).isEqualTo(200);

        long id = proxy.adminCall("/admin/api-keys?user_id=" + proxy.userId("bob")).get().json().at("/api_keys/0/id").asLong();
        var done = proxy.adminCall("/admin/api-keys/" + id).delete();

        assertThat(done.json().toString())
                .isEqualTo("{\"success\":true,\"message\":\"API key " + id + " was deactivated\"}");
        assertThat(chat(key).status()).isEqualTo(401);
        assertThat(proxy.adminCall("/admin/api-keys/" + id).delete().status()).isEqualTo(200);
    }

    @Test
    void refusesAllKeysOfAUserFromTheMomentTheUserIsDeactivated() {
        String key = proxy.createKey("carol", "laptop");
        assertThat(chat(key).status()).isEqualTo(200);

        var done = proxy.adminCall("/admin/users/" + proxy.userId("carol")).delete();

        assertThat(done.json().path("success").asBoolean()).isTrue();
        assertThat(chat(key).status()).isEqualTo(401);
        assertThat(user(proxy.userId("carol")).path("is_active").asBoolean()).isFalse();
        var refused = proxy.adminCall("/admin/api-keys?user_id=" + proxy.userId("carol")).post("");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.detail()).contains("carol");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /admin/users                        |                    | 400 | username: expected a value, got none
            POST   | /admin/users?username=%20%09         |                    | 400 | username: expected a value, got none
            POST   | /admin/users?username=a%00b          |                    | 400 | username: expected no control characters
            POST   | /admin/users                        | {"username":7}     | 400 | username: expected a string
            POST   | /admin/users                        | {"username":       | 400 | Expected a JSON object as the body
            POST   | /admin/users                        | username=dora      | 400 | Expected a JSON object as the body
            POST   | /admin/users                        | ["dora"]           | 400 | body: expected an object
            POST   | /admin/api-keys                     |                    | 400 | user_id: expected a value, got none
            POST   | /admin/api-keys?user_id=one         |                    | 400 | user_id: expected an integer, got "one"
            POST   | /admin/api-keys                     | {"user_id":1.5}    | 400 | user_id: expected an integer
            POST   | /admin/api-keys?user_id=99999       |                    | 404 | There is no user with id 99999
            POST   | /admin/api-keys/1/rotate?grace_hours=abc |               | 400 | grace_hours: expected an integer, got "abc"
            GET    | /admin/api-keys?user_id=x           |                    | 400 | user_id: expected an integer
            DELETE | /admin/api-keys/99999               |                    | 404 | There is no API key with id 99999
            DELETE | /admin/users/99999                  |                    | 404 | There is no user with id 99999
            DELETE | /admin/users/none                   |                    | 400 | user_id: expected an integer
            PUT    | /admin/users                        |                    | 405 | Method PUT is not allowed at /admin/users
            GET    | /admin/users/1                      |                    | 405 | Method GET is not allowed at /admin/users/1
            GET    | /admin/nothing                      |                    | 404 | There is nothing at GET /admin/nothing
            """)
    void refusesWhatItCannotDo(String method, String path, String body, int status, String detail) {
        var answer = proxy.adminCall(path).send(method, body == null ? "" : body);

        assertThat(answer.detail()).startsWith(detail);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(names(answer.json())).containsExactly("detail");
        assertThat(answer.header("request-id")).startsWith("req_");
    }

    @Test
    void refusesNamesThatAreTakenOrTooLong() {
        createUser("dave");
        assertThat(proxy.adminCall("/admin/users?username=dave").post("").status()).isEqualTo(409);
        assertThat(proxy.adminCall("/admin/users?username=" + "x".repeat(100)).post("").status()).isEqualTo(200);
        assertThat(proxy.adminCall("/admin/users?username=" + "x".repeat(101)).post("").detail())
                .isEqualTo("username: expected at most 100 characters, got 101");
    }

    @Test
    void tellsWhichMethodsThereAre() {
        assertThat(proxy.adminCall("/admin/users").send("PATCH", "").header("Allow")).isEqualTo("GET, POST");
        assertThat(proxy.adminCall("/admin/users/7").send("PUT", "").header("Allow")).isEqualTo("DELETE, PATCH");
    }

    @Test
    void isForTheAdminOnly() {
        String key = proxy.createKey("eve", "laptop");
        int address = 0; // one for each, for too many failures of one are refused otherwise
        for (String[] endpoint : List.of(
                new String[] {"GET", "/admin/users"},
                new String[] {"POST", "/admin/users?username=mallory"},
                new String[] {"PATCH", "/admin/users/1"},
                new String[] {"DELETE", "/admin/users/1"},
                new String[] {"GET", "/admin/api-keys"},
                new String[] {"POST", "/admin/api-keys?user_id=1"},
                new String[] {"PATCH", "/admin/api-keys/1"},
                new String[] {"POST", "/admin/api-keys/1/rotate"},
                new String[] {"DELETE", "/admin/api-keys/1"},
                new String[] {"GET", "/admin/audit"},
                new String[] {"GET", "/admin/status"},
                new String[] {"GET", "/admin/backends"},
                new String[] {"POST", "/admin/backends/check"},
                new String[] {"GET", "/admin/routes"},
                new String[] {"GET", "/admin/failures"})) {
            for (HttpCall call : List.of(
                    proxy.call(endpoint[1]),
                    proxy.call(endpoint[1]).bearer(key),
                    proxy.call(endpoint[1]).bearer(""),
                    proxy.call(endpoint[1]).header("x-api-key", key),
                    proxy.call(endpoint[1]).header("x-api-key", RunningProxy.ADMIN_TOKEN),
                    proxy.call(endpoint[1]).header("Cookie", "infiniproxy_session=guess"))) {
                address++;
                var answer = call.header("X-Forwarded-For", "192.0.2." + address).send(endpoint[0], "");
                assertThat(answer.status()).as(endpoint[1]).isEqualTo(401);
                assertThat(names(answer.json())).containsExactly("detail");
            }
        }
        assertThat(proxy.call("/v1/models").bearer(RunningProxy.ADMIN_TOKEN).get().status()).isEqualTo(401);
    }

    @Test
    void sendsNothingOfTheRequestBack() {
        var answer = proxy.adminCall("/admin/users?username=frank&x-query=leak").header("X-Probe", "leak").post("");

        assertThat(answer.response().headers().map().toString()).doesNotContain("leak", RunningProxy.ADMIN_TOKEN);
        assertThat(answer.response().headers().map()).doesNotContainKeys("username", "x-probe", "authorization");
    }

    private static Answer chat(String key) {
        return proxy.call("/v1/chat/completions").bearer(key).post("{\"model\":\"m\",\"messages\":[]}");
    }

    private static long createUser(String name) {
        return proxy.adminCall("/admin/users?username=" + name).post("").json().path("user_id").asLong();
    }

    private static JsonNode user(long id) {
        for (JsonNode user : proxy.adminCall("/admin/users").get().json().path("users")) {
            if (user.path("id").asLong() == id) {
                return user;
            }
        }
        throw new AssertionError("expected a user " + id);
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(member -> member.getKey()).toList();
    }
}
