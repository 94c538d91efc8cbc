package io.infiniproxy.cli.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.cli.CommandFailedException;
import io.infiniproxy.cli.FakeProxy;
import io.infiniproxy.cli.RunningProxy;
import io.infiniproxy.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class KeyFromProxyTest {
    private static final String TAKEN = "{\"detail\":\"taken\"}";

    @TempDir
    Path dataDir;

    private FakeProxy proxy;
    private Settings settings;

    @BeforeEach
    void start() throws IOException {
        proxy = FakeProxy.start(dataDir);
        settings = FakeProxy.settings(dataDir);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
    }

    @Test
    void isMadeForANewUser() {
        assertThat(NewKey.create(settings, "alice b", "my laptop")).isEqualTo("sk-made");
        assertThat(proxy.requests())
                .containsExactly("POST /admin/users?username=alice+b", "POST /admin/api-keys?user_id=7&name=my+laptop");
        assertThat(proxy.credentials()).containsOnly("Bearer admin-secret");
        assertThat(proxy.userAgents()).as("by which the audit tells a command from other admins").containsOnly("infiniproxy-cli");
        assertThat(dataDir.resolve("proxy_users.db")).doesNotExist();
    }

    @Test
    void isMadeForAUserWhoExists() {
        proxy.answer("/admin/users", connection -> {
            boolean creates = connection.request().method().equals("POST");
            connection.json(creates ? 409 : 200, creates ? TAKEN : """
                    {"users":[{"id":3,"username":"al","is_active":true},{"id":4,"username":"alice","is_active":true}]}""");
        });
        assertThat(NewKey.create(settings, "alice", "phone")).isEqualTo("sk-made");
        assertThat(proxy.requests()).endsWith("POST /admin/api-keys?user_id=4&name=phone");
    }

    @Test
    void isNotMadeWithAnotherAdminToken() {
        proxy.answer("/admin/users", 401, "{\"detail\":\"no\"}");
        Settings other = FakeProxy.settings(dataDir, "ADMIN_TOKEN", "another-secret");
        assertThatThrownBy(() -> NewKey.create(other, "alice", "phone"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("refuses the admin token")
                .hasMessageNotContaining("secret");
        assertThat(proxy.credentials()).containsExactly("Bearer another-secret");
    }

    @Test
    void passesTheProxysWordsOn() {
        proxy.answer("/admin/api-keys", 400, "{\"detail\":\"name: expected fewer letters\"}");
        assertThatThrownBy(() -> NewKey.create(settings, "alice", "phone"))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageEndingWith("made no key: name: expected fewer letters");
    }

    @Test
    void isKeptWhileTheProxyKnowsIt() {
        proxy.answer("/usage/me", 200, "{}");
        assertThat(keptKey()).isEqualTo("sk-made");
        proxy.answer("/admin/api-keys", 200, "{\"api_key\":\"sk-another\"}");
        assertThat(keptKey()).isEqualTo("sk-made");
    }

    @Test
    void isReplacedWhenTheProxyDoesNotKnowIt() throws IOException {
        Files.writeString(dataDir.resolve("claude-key"), "sk-old\n");
        proxy.answer("/usage/me", 401, "{\"detail\":\"no\"}");
        assertThat(keptKey()).isEqualTo("sk-made");
        assertThat(dataDir.resolve("claude-key")).hasContent("sk-made");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void isKeptWhereOnlyItsOwnerCanReadIt() throws IOException {
        keptKey();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dataDir.resolve("claude-key"))))
                .isEqualTo("rw-------");
    }

    private String keptKey() {
        try (RunningProxy running = RunningProxy.require(settings)) {
            return KeptKey.ofClaude(running, settings).get();
        }
    }
}
