package io.infiniproxy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.testing.HttpCall;
import io.infiniproxy.testing.RunningProxy;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in to the admin page, and what its cookie is good for. */
class AdminSessionTest {
    private static final String TOKEN = "correct horse battery staple";

    @TempDir
    static Path folder;

    private static RunningProxy proxy;

    @BeforeAll
    static void start() {
        proxy = RunningProxy.start(folder, Map.of("ADMIN_TOKEN", TOKEN));
    }

    @AfterAll
    static void stop() {
        proxy.close();
    }

    @Test
    void signsInAndOut() {
        var answer = proxy.call("/admin/login").post("{\"token\":\"" + TOKEN + "\"}");
        assertThat(answer.body()).isEqualTo("{\"success\":true,\"message\":\"Signed in\"}");
        assertThat(answer.header("Set-Cookie"))
                .matches("infiniproxy_session=[0-9a-f]{64}; Max-Age=43200; Path=/; HttpOnly; SameSite=Strict");

        String cookie = cookie(answer);
        assertThat(with(cookie, "/admin/users").get().status()).isEqualTo(200);

        var out = with(cookie, "/admin/logout").header("X-Requested-With", "infiniproxy").post("");
        assertThat(out.status()).isEqualTo(200);
        assertThat(out.header("Set-Cookie")).startsWith("infiniproxy_session=; Max-Age=0; Path=/");
        var after = with(cookie, "/admin/users").get();
        assertThat(after.status()).isEqualTo(401);
        assertThat(after.detail()).isEqualTo("The session has ended. Please sign in again.");
    }

    @Test
    void keepsTheCookieToHttpsWhereTheBrowserSpeaksIt() {
        var answer = proxy.call("/admin/login")
                .header("X-Forwarded-Proto", "https")
                .post("{\"token\":\"" + TOKEN + "\"}");
        assertThat(answer.header("Set-Cookie")).endsWith("; SameSite=Strict; Secure");
    }

    @Test
    void needsAHeaderThatOtherSitesCannotSend() {
        String cookie = signIn();
        for (HttpCall change : new HttpCall[] {with(cookie, "/admin/users?username=mallory"), with(cookie, "/admin/logout")}) {
            var answer = change.post("");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.detail()).contains("X-Requested-With");
        }
        assertThat(with(cookie, "/admin/users/1").delete().status()).isEqualTo(403);
        assertThat(with(cookie, "/admin/users?username=grace")
                        .header("X-Requested-With", "infiniproxy")
                        .post("")
                        .status())
                .isEqualTo(200);
        assertThat(proxy.adminCall("/admin/users?username=heidi").post("").status()).isEqualTo(200);
    }

    @Test
    void believesATokenBeforeACookie() {
        assertThat(with(signIn(), "/admin/users").bearer("wrong").get().detail()).isEqualTo("The admin token is wrong");
        assertThat(with(signIn(), "/admin/users").header("Authorization", "Basic bmdpbng=").get().status()).isEqualTo(200);
    }

    @Test
    void refusesAWrongToken() {
        var answer = proxy.call("/admin/login").header("Accept-Language", "zh-CN").post("{\"token\":\"guess\"}");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.detail()).isEqualTo("管理令牌错误");
        assertThat(answer.header("Set-Cookie")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "token", "{}", "{\"token\":7}", "{\"token\":\" \"}", "[]"})
    void refusesALoginWithoutToken(String body) {
        var answer = proxy.call("/admin/login?token=correct%20horse%20battery%20staple").post(body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.detail()).isNotBlank();
    }

    private static String signIn() {
        return cookie(proxy.call("/admin/login").post("{\"token\":\"" + TOKEN + "\"}"));
    }

    private static String cookie(HttpCall.Answer answer) {
        return answer.header("Set-Cookie").split(";")[0];
    }

    private static HttpCall with(String cookie, String path) {
        return proxy.call(path).header("Cookie", "theme=dark; " + cookie);
    }
}
