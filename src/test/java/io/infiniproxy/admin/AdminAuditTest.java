package io.infiniproxy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.testing.HttpCall.Answer;
import io.infiniproxy.testing.RunningProxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who administrated what, over HTTP; and that wrong admin tokens are slowed. */
class AdminAuditTest {
    @TempDir
    Path folder;

    private RunningProxy proxy;

    @BeforeEach
    void start() {
        proxy = RunningProxy.start(folder, Map.of());
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    @Test
    void tellsWhoDidWhatFromTheNewestToTheOldest() {
        String key = proxy.createKey("alice", "laptop");
        String cookie = signIn(RunningProxy.ADMIN_TOKEN).header("Set-Cookie").split(";")[0];
        signIn("guess");
        proxy.call("/admin/users/1")
                .header("Cookie", cookie)
                .header("X-Requested-With", "infiniproxy")
                .send("PATCH", "{\"note\":\"from the page\"}");
        proxy.adminCall("/admin/users/1").header("User-Agent", AdminCredentials.CLI_USER_AGENT).delete();

        JsonNode audit = audit("").path("audit");
        assertThat(audit.findValuesAsText("action"))
                .containsExactly(
                        "deactivate_user", "update_user", "sign_in_failed", "sign_in", "create_api_key", "create_user");
        assertThat(audit.findValuesAsText("actor"))
                .containsExactly("cli", "admin page", "admin page", "admin page", "admin", "admin");
        assertThat(audit.at("/1/before")).hasToString("{\"note\":null}");
        assertThat(audit.at("/1/after")).hasToString("{\"note\":\"from the page\"}");
        assertThat(audit.at("/2/after")).hasToString("{\"address\":\"127.0.0.1\"}");
        assertThat(audit.at("/2/subject_kind").asText()).isEqualTo("session");
        assertThat(audit.at("/2/subject_id").isNull()).isTrue();
        assertThat(audit.at("/4/subject_kind").asText()).isEqualTo("api_key");
        assertThat(audit.at("/4/subject_id").asLong()).isEqualTo(1);
        assertThat(audit.at("/4/after/name").asText()).isEqualTo("laptop");
        assertThat(audit.at("/5/at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(audit.toString()).doesNotContain(key, RunningProxy.ADMIN_TOKEN, "guess", "hash");
    }

    @Test
    void comesInPages() {
        for (int n = 1; n <= 5; n++) {
            proxy.adminCall("/admin/users?username=user" + n).post("");
        }

        List<String> names = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String next = "";
        while (next != null) {
            JsonNode page = audit("?limit=2" + next);
            names.addAll(page.findValuesAsText("username"));
            sizes.add(page.path("audit").size());
            next = page.path("next_before").isNull() ? null : "&before=" + page.path("next_before").asLong();
        }

        assertThat(names).containsExactly("user5", "user4", "user3", "user2", "user1");
        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(audit("?limit=5").path("next_before").isNull()).isTrue();
    }

    @Test
    void looksAtNoMoreTokensOfAnAddressThatSentTooManyWrongOnes() {
        String key = proxy.createKey("alice");
        for (int n = 0; n < 10; n++) {
            assertThat(fail(n, "192.0.2.1").status()).as("attempt " + n).isEqualTo(401);
        }

        for (Answer refused : List.of(
                proxy.call("/admin/login")
                        .header("X-Forwarded-For", "192.0.2.1")
                        .post("{\"token\":\"" + RunningProxy.ADMIN_TOKEN + "\"}"),
                proxy.adminCall("/admin/users").header("X-Forwarded-For", "192.0.2.1").get(),
                proxy.adminCall("/usage/api-key/1").header("X-Forwarded-For", "x, 192.0.2.1").get())) {
            assertThat(refused.status()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 60);
            assertThat(refused.detail()).startsWith("Too many wrong tokens and keys came from this address: try again in ");
        }
        assertThat(proxy.call("/usage/api-key/1").bearer(key).header("X-Forwarded-For", "192.0.2.1").get().status())
                .isEqualTo(200);
        assertThat(proxy.adminCall("/admin/users").header("X-Forwarded-For", "192.0.2.1, 192.0.2.2").get().status())
                .isEqualTo(200);
        assertThat(proxy.adminCall("/admin/users").get().status()).isEqualTo(200);
    }

    /** Every way to try a token counts. */
    private Answer fail(int attempt, String address) {
        return switch (attempt % 3) {
            case 0 -> proxy.call("/admin/login").header("X-Forwarded-For", address).post("{\"token\":\"guess\"}");
            case 1 -> proxy.call("/admin/users").bearer("guess").header("X-Forwarded-For", address).get();
            default -> proxy.call("/usage/api-key/1").bearer("guess").header("X-Forwarded-For", address).get();
        };
    }

    private Answer signIn(String token) {
        return proxy.call("/admin/login").post("{\"token\":\"" + token + "\"}");
    }

    private JsonNode audit(String query) {
        return proxy.adminCall("/admin/audit" + query).get().json();
    }
}
