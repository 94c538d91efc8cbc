package io.infiniproxy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.testing.HttpCall;
import io.infiniproxy.testing.RawHttp;
import io.infiniproxy.testing.RunningProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user sees who has signed in with an API key; and what not. */
class UserSessionTest {
    private static final String HELLO =
            "{\"model\":\"m\",\"max_tokens\":10,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    /** What a user may call below /admin. */
    private static final List<String> FOR_USERS = List.of(
            "GET /admin",
            "HEAD /admin",
            "GET /admin/{file}.{type}",
            "HEAD /admin/{file}.{type}",
            "GET /admin/views/{file}.{type}",
            "HEAD /admin/views/{file}.{type}",
            "GET /admin/lib/uplot/{file}",
            "HEAD /admin/lib/uplot/{file}",
            "GET /admin/session",
            "GET /admin/my-api-keys",
            "GET /admin/my-failures",
            "POST /admin/login",
            "POST /admin/logout");

    @TempDir
    static Path folder;

    private static RunningProxy proxy;
    private static String aliceKey;
    private static String bobKey;

    @BeforeAll
    static void start() {
        proxy = RunningProxy.start(folder, Map.of());
        aliceKey = proxy.createKey("alice");
        bobKey = proxy.createKey("bob");
        proxy.adminCall("/admin/users/" + proxy.userId("bob")).send("PATCH", "{\"limits\":{\"requests_per_minute\":60}}");
        for (String key : List.of(aliceKey, bobKey)) {
            assertThat(proxy.call("/v1/messages").header("x-api-key", key).post(HELLO).status()).isEqualTo(200);
        }
    }

    @AfterAll
    static void stop() {
        proxy.close();
    }

    @Test
    void tellsWhoIsSignedIn() {
        JsonNode user = with(signIn(aliceKey), "/admin/session").get().json();
        assertThat(user.path("role").asText()).isEqualTo("user");
        assertThat(user.path("user_id").asLong()).isEqualTo(proxy.userId("alice"));
        assertThat(user.path("username").asText()).isEqualTo("alice");
        assertThat(user.path("api_key_id").asLong()).isPositive();

        assertThat(proxy.adminCall("/admin/session").get().body())
                .isEqualTo("{\"role\":\"admin\",\"user_id\":null,\"username\":null,\"api_key_id\":null}");
        assertThat(proxy.call("/admin/session").get().body())
                .isEqualTo("{\"role\":null,\"user_id\":null,\"username\":null,\"api_key_id\":null}");
        assertThat(proxy.call("/admin/session").bearer("sk-wrong").get().status()).isEqualTo(401);
        assertThat(with("infiniproxy_session=ended", "/admin/session").get().detail())
                .isEqualTo("The session has ended. Please sign in again.");
    }

    @Test
    void seesItsOwnKeysWithoutTheirHashes() {
        var answer = with(signIn(aliceKey), "/admin/my-api-keys").get();

        assertThat(answer.json().path("api_keys")).hasSize(1).allSatisfy(key -> {
            assertThat(key.path("user_id").asLong()).isEqualTo(proxy.userId("alice"));
            assertThat(aliceKey).startsWith(key.path("key_prefix").asText());
        });
        assertThat(answer.body()).doesNotContain(aliceKey, "hash");
        assertThat(proxy.call("/admin/my-api-keys").bearer(aliceKey).get().body()).isEqualTo(answer.body());
        assertThat(proxy.call("/admin/my-api-keys").get().status()).isEqualTo(401);
        assertThat(with(signInAsAdmin(), "/admin/my-api-keys").get().status()).isEqualTo(403);
    }

    @Test
    void seesItsOwnUsage() {
        String cookie = signIn(aliceKey);
        long alice = proxy.userId("alice");

        assertThat(with(cookie, "/usage/me").get().json().path("username").asText()).isEqualTo("alice");
        assertThat(with(cookie, "/usage/report?by=user").get().json().path("rows"))
                .hasSize(1)
                .allSatisfy(row -> assertThat(row.path("user_id").asLong()).isEqualTo(alice));
        assertThat(with(cookie, "/usage/requests").get().json().path("requests"))
                .hasSize(1)
                .allSatisfy(request -> assertThat(request.path("user_id").asLong()).isEqualTo(alice));
        assertThat(with(cookie, "/usage/export.csv").get().body().lines()).hasSize(2);
        assertThat(with(cookie, "/usage/limits").get().json().path("subjects")).isEmpty();
        assertThat(with(cookie, "/usage/api-key/" + keyId("alice")).get().status()).isEqualTo(200);
    }

    @Test
    void seesNobodyElsesUsage() {
        String cookie = signIn(aliceKey);

        assertThat(with(cookie, "/usage/api-key/" + keyId("bob")).get().status()).isEqualTo(404);
        for (String path : List.of("/usage/report?by=day&", "/usage/requests?", "/usage/export.csv?")) {
            assertThat(with(cookie, path + "user_id=" + proxy.userId("bob")).get().status()).as(path).isEqualTo(403);
        }
        assertThat(with(cookie, "/usage/requests?api_key_id=" + keyId("bob")).get().json().path("requests")).isEmpty();
        assertThat(with(cookie, "/usage/limits?user_id=" + proxy.userId("bob")).get().body())
                .isEqualTo(with(cookie, "/usage/limits").get().body());
        assertThat(with(cookie, "/metrics").get().status()).isEqualTo(403);
    }

    /** Whatever is below /admin is for the admin, but for what is named here. */
    static List<String> adminEndpoints() {
        List<String> endpoints = new ArrayList<>();
        proxy.call("/openapi.json").get().json().path("paths").properties().forEach(path -> {
            if (path.getKey().startsWith("/admin")) {
                path.getValue().fieldNames().forEachRemaining(
                        method -> endpoints.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
            }
        });
        endpoints.removeAll(FOR_USERS);
        assertThat(endpoints).hasSizeGreaterThan(10);
        return endpoints;
    }

    @ParameterizedTest
    @MethodSource("adminEndpoints")
    void reachesNothingOfTheAdmins(String endpoint) {
        String[] parts = endpoint.split(" ");
        var answer = with(signIn(aliceKey), parts[1].replaceAll("\\{\\w+}", "1"))
                .header("X-Requested-With", "infiniproxy")
                .send(parts[0], parts[0].equals("GET") ? "" : "{}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.detail()).isEqualTo("This is for the admin: sign in with the admin token");
    }

    @Test
    void opensNoOtherEndpointOfClients() {
        assertThat(with(signIn(aliceKey), "/v1/models").get().status()).isEqualTo(401);
        assertThat(with(signIn(aliceKey), "/v1/messages").post(HELLO).status()).isEqualTo(401);
    }

    @Test
    void believesAKeyBeforeTheCookie() {
        assertThat(with(signIn(aliceKey), "/usage/me").bearer("sk-wrong").get().status()).isEqualTo(401);
        assertThat(with(signInAsAdmin(), "/usage/report?by=user")
                        .header("x-api-key", bobKey)
                        .get()
                        .json()
                        .path("rows"))
                .hasSize(1);
    }

    @Test
    void signsOut() {
        String cookie = signIn(aliceKey);

        assertThat(with(cookie, "/admin/logout").post("").status()).isEqualTo(403);
        assertThat(with(cookie, "/usage/me").get().status()).isEqualTo(200);
        assertThat(with(cookie, "/admin/logout").header("X-Requested-With", "infiniproxy").post("").status()).isEqualTo(200);
        assertThat(with(cookie, "/usage/me").get().status()).isEqualTo(401);
        assertThat(with(cookie, "/usage/report?by=day").get().detail())
                .isEqualTo("The session has ended. Please sign in again.");
    }

    @Test
    void endsWithItsKey() {
        String key = proxy.createKey("carol");
        String cookie = signIn(key);
        assertThat(with(cookie, "/usage/me").get().status()).isEqualTo(200);

        proxy.adminCall("/admin/api-keys/" + keyId("carol")).delete();

        assertThat(with(cookie, "/usage/me").get().detail()).isEqualTo("The session has ended. Please sign in again.");
        assertThat(login("{\"api_key\":\"" + key + "\"}").detail())
                .isEqualTo("The API key is not known, not active, or has expired");
    }

    @Test
    void countsWrongKeysByAddress() {
        for (int i = 0; i < FailedSignIns.MAX_IN_A_MINUTE; i++) {
            assertThat(proxy.call("/admin/login").header("X-Forwarded-For", "192.0.2.7").post("{\"api_key\":\"sk-guess\"}").status())
                    .isEqualTo(401);
        }
        assertThat(proxy.call("/admin/login")
                        .header("X-Forwarded-For", "192.0.2.7")
                        .post("{\"api_key\":\"" + aliceKey + "\"}")
                        .status())
                .isEqualTo(429);
    }

    @Test
    void takesNoAdminTokenForAKey() {
        assertThat(login("{\"api_key\":\"" + RunningProxy.ADMIN_TOKEN + "\"}").status()).isEqualTo(401);
        assertThat(login("{\"token\":\"" + aliceKey + "\"}").status()).isEqualTo(401);
    }

    @Test
    void letsNoOtherSiteSignItsVisitorsIn() {
        var fromForm = proxy.call("/admin/login").header("Origin", "https://evil.example");
        assertThat(fromForm.post("{\"api_key\":\"" + bobKey + "\"}").status()).isEqualTo(403);
        var fromPage = proxy.call("/admin/login")
                .header("Origin", proxy.url().toString())
                .header("X-Requested-With", "infiniproxy");
        assertThat(fromPage.post("{\"api_key\":\"" + bobKey + "\"}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usage/me", "/usage/report?by=day", "/usage/requests", "/usage/export.csv", "/usage/limits"})
    void isRefusedUnderAForeignName(String path) throws IOException {
        for (String cookie : List.of(signIn(aliceKey), signInAsAdmin())) {
            assertThat(RawHttp.send(proxy.url(), "GET " + path + " HTTP/1.1", "Host: evil.example", "Cookie: " + cookie))
                    .startsWith("HTTP/1.1 403 ")
                    .contains("evil.example");
        }
        assertThat(RawHttp.send(
                        proxy.url(), "GET " + path + " HTTP/1.1", "Host: proxy.example", "Authorization: Bearer " + aliceKey))
                .startsWith("HTTP/1.1 200 ");
    }

    private static long keyId(String username) {
        return proxy.adminCall("/admin/api-keys?user_id=" + proxy.userId(username))
                .get()
                .json()
                .at("/api_keys/0/id")
                .asLong();
    }

    private static String signIn(String apiKey) {
        return cookie(login("{\"api_key\":\"" + apiKey + "\"}"));
    }

    private static String signInAsAdmin() {
        return cookie(login("{\"token\":\"" + RunningProxy.ADMIN_TOKEN + "\"}"));
    }

    private static HttpCall.Answer login(String body) {
        return proxy.call("/admin/login").post(body);
    }

    private static String cookie(HttpCall.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.header("Set-Cookie").split(";")[0];
    }

    private static HttpCall with(String cookie, String path) {
        return proxy.call(path).header("Cookie", cookie);
    }
}
