package io.infiniproxy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StartTextTest {
    @TempDir
    Path dataDir;

    @Test
    void namesTheVariablesForABackendWhenTheDemoRuns() {
        assertThat(text(true)).contains("set OPENAI_BASE_URL and OPENAI_API_KEY");
        assertThat(text(false)).doesNotContain("OPENAI_BASE_URL");
    }

    @Test
    void saysWhereTheAdminTokenIsAndNeverWhatItIs() {
        assertThat(text(true, "ADMIN_TOKEN", "admin-secret"))
                .contains("Admin token  in " + dataDir.resolve("admin-token"))
                .doesNotContain("admin-secret");
    }

    @Test
    void hasTheLinesToPaste() {
        assertThat(text(true))
                .contains(" key create --user alice --name laptop")
                .contains("ANTHROPIC_BASE_URL=http://localhost:8000 ANTHROPIC_AUTH_TOKEN=<key> claude")
                .contains("base_url=\"http://localhost:8000/v1\"");
    }

    @Test
    void warnsOfKeysInClearText() {
        assertThat(text(true, "PROXY_HOST", "0.0.0.0")).contains("clear text");
        assertThat(text(true, "PROXY_HOST", "127.0.0.2")).doesNotContain("clear text");
        assertThat(text(true)).doesNotContain("clear text");
    }

    private String text(boolean isDemo, String... environment) {
        Settings settings = FakeProxy.settings(dataDir, environment);
        StartText text = new StartText(
                URI.create("http://localhost:8000"),
                Optional.of(dataDir.resolve("admin-token")),
                "a backend",
                isDemo,
                "a database",
                settings);
        return String.join("\n", text.lines());
    }
}
