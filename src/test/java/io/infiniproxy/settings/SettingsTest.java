package io.infiniproxy.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void defaultsComeFromTheJar() {
        Settings settings = read(Map.of());
        assertThat(settings.host()).isEqualTo("localhost");
        assertThat(settings.port()).isEqualTo(8000);
        assertThat(settings.timeout()).hasSeconds(300);
        assertThat(settings.backendUrl()).isEmpty();
        assertThat(settings.asksUsage()).isTrue();
        assertThat(settings.dataDir()).isEqualTo(folder.resolve("data"));
    }

    @Test
    void theEnvironmentWinsOverDotEnvAndDotEnvOverTheFile() throws IOException {
        Files.writeString(folder.resolve("application.properties"), "proxy.port=1\nbackend.timeoutSeconds=2\nproxy.host={{env:PROXY_HOST:from-file}}\n"
                + "backend.model={{env:OPENAI_MODEL:from-file}}\nbackend.apiKey={{env:OPENAI_API_KEY:}}\n");
        Files.writeString(
                folder.resolve(".env"),
                "# a comment\nexport PROXY_HOST='from dot env' # why\nOPENAI_MODEL=dot # env\nOPENAI_API_KEY=your-api-key-here\n");
        Settings settings = read(Map.of("OPENAI_MODEL", "from-environment", "TIMEOUT", "3"));
        assertThat(settings.port()).isEqualTo(1);
        assertThat(settings.timeout()).as("also over a value that the file has").hasSeconds(3);
        assertThat(settings.host()).isEqualTo("from dot env");
        assertThat(settings.backendModel()).hasValue("from-environment");
        assertThat(settings.backendApiKey()).as("what a template has where a key goes").isEmpty();
        assertThat(settings.commitDelay()).as("what the file leaves out").hasSeconds(10);
    }

    @Test
    void aLineOfDotEnvThatIsNoneIsNamed() throws IOException {
        Files.writeString(folder.resolve(".env"), "\uFEFFPROXY_PORT = 8001\r\n\r\nPROXY_HOST: localhost\r\n");
        assertThatThrownBy(() -> read(Map.of())).hasMessage(".env, line 3: expected NAME=value");
        Files.writeString(folder.resolve(".env"), "\uFEFFPROXY_PORT = 8001\r\n");
        assertThat(read(Map.of()).port()).isEqualTo(8001);
    }

    @Test
    void anEmptyValueIsNotSet() {
        Settings settings = read(Map.of("OPENAI_BASE_URL", " ", "PROXY_PORT", ""));
        assertThat(settings.backendUrl()).isEmpty();
        assertThat(settings.port()).isEqualTo(8000);
    }

    @Test
    void proxyVariablesAreAlsoKnownInSmallLetters() {
        assertThat(read(Map.of("https_proxy", "http://p:1")).httpsProxy()).hasValue("http://p:1");
    }

    @Test
    void anUnreadableSettingIsNamedAsItWasSet() {
        assertThatThrownBy(() -> read(Map.of("PROXY_PORT", "abc")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("PROXY_PORT: expected an integer from 0 to 65535, got \"abc\"");
        assertThatThrownBy(() -> read(Map.of("DATABASE_OUTAGE", "half"))).hasMessage("DATABASE_OUTAGE: expected open or closed, got \"half\"");
        assertThatThrownBy(() -> read(Map.of("DEBUG", "perhaps"))).hasMessage("DEBUG: expected true or false, got \"perhaps\"");
        assertThatThrownBy(() -> read(Map.of("OPENAI_BASE_URL", "http://user:pw@host/v1")))
                .hasMessageStartingWith("OPENAI_BASE_URL: expected a URL")
                .hasMessageNotContaining("pw");
        assertThatThrownBy(() -> read(Map.of("BACKEND_PROFILE", "chatgpt")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageMatching("BACKEND_PROFILE: expected one of default, .*, got \"chatgpt\"");
        assertThatThrownBy(() -> read(Map.of("BACKEND_PROFILE_FLAGS", "topK=maybe")))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("BACKEND_PROFILE_FLAGS: topK: expected true or false, got \"maybe\"");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "https://a.b/maas/v1/chat/completions, https://a.b/maas/v1, -",
        "https://a.b/v1/, https://a.b/v1, -",
        "https://a.b, https://a.b/v1, -",
        "http://a.b:8080/, http://a.b:8080/v1, -",
        "https://a.b/openai?api-version=1, https://a.b/openai, api-version=1",
    })
    void baseUrlsAreTakenAsPeopleWriteThem(String text, String base, String query) {
        BackendUrl url = BackendUrl.parse(text);
        assertThat(url.base()).hasToString(base);
        assertThat(url.rawQuery()).isEqualTo(query);
        assertThat(url.endpoint("/chat/completions")).isEqualTo(base + "/chat/completions");
    }

    private Settings read(Map<String, String> environment) {
        return Settings.read(new Home(folder), environment);
    }
}
