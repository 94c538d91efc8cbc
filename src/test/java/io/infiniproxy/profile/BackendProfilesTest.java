package io.infiniproxy.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackendProfilesTest {
    private static final Path FOLDER = Path.of("src/main/resources/profiles");

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, gpt-4.1, openai",
        "https://api.openai.com/v1, gpt-5-mini, openai-reasoning-5",
        "https://api.openai.com/v1, gpt-5-2025-08-07, openai-reasoning-5",
        "https://api.openai.com/v1, gpt-5-chat-latest, openai",
        "https://api.openai.com/v1, gpt-5-pro, openai-reasoning",
        "https://api.openai.com/v1, gpt-5-codex, openai-reasoning",
        "https://api.openai.com/v1, gpt-5.1-2025-11-13, openai-reasoning-5.1",
        "https://api.openai.com/v1, gpt-5.1-codex-max, openai-reasoning",
        "https://api.openai.com/v1, gpt-5.1-chat-latest, openai-reasoning",
        "https://api.openai.com/v1, gpt-5.2, openai-reasoning-5.2",
        "https://api.openai.com/v1, gpt-5.3-chat-latest, openai-reasoning",
        "https://api.openai.com/v1, gpt-5.10, openai-reasoning-5.4",
        "https://api.openai.com/v1, gpt-5.6-terra, openai-reasoning-5.4",
        "https://api.openai.com/v1, gpt-35-turbo, openai",
        "https://me.services.ai.azure.com/openai/v1, gpt-5, openai-reasoning-5",
        "https://me.cognitiveservices.azure.com/openai/v1, gpt-4o, openai",
        "https://aiplatform.googleapis.com/v1/projects/p/locations/global/endpoints/openapi, google/gemini-3-pro, gemini",
        "https://europe-west1-aiplatform.googleapis.com/v1/x, google/gemini-3-pro, gemini",
        "https://api.openai.com/v1, o3, openai-reasoning",
        "https://api.openai.com/v1, gpt-5.4, openai-reasoning-5.4",
        "https://me.openai.azure.com/openai, gpt-4o, openai",
        "https://api.deepseek.com/v1, deepseek-chat, deepseek",
        "https://api.moonshot.cn/v1, kimi-k3, kimi",
        "https://api.moonshot.ai/v1, kimi-k3, kimi",
        "https://open.bigmodel.cn/api/paas/v4, glm-5, glm",
        "https://api.z.ai/api/paas/v4, glm-5, glm",
        "https://api.mistral.ai/v1, devstral, mistral",
        "https://generativelanguage.googleapis.com/v1beta/openai, gemini-3-pro, gemini",
        "https://openrouter.ai/api/v1, openai/gpt-5, openrouter",
        "http://localhost:11434/v1, qwen3, ollama",
        "http://localhost:8080/v1, qwen3, default",
        "http://localhost:8080/v1, deepseek-chat, replaying",
        "http://localhost:8080/v1, openai/gpt-5, openai-reasoning-5",
        "https://notapi.deepseek.com.example.org/v1, m, default",
    })
    void theProfileIsGuessedByTheBackendAndTheModel(URI backend, String model, String profile) {
        assertThat(new BackendProfiles(Optional.empty(), "", backend).nameForModel(model)).isEqualTo(profile);
    }

    @Test
    void theProfileThatIsSetWinsAndFlagsChangeIt() {
        BackendProfile profile = profiles("vllm", "topK=false, inlineSystem=user,reasoningEffort=high|low,maxTools=7");
        assertThat(profile.prefill()).isEqualTo(BackendProfile.Prefill.CONTINUE_FINAL_MESSAGE);
        assertThat(profile.topK()).isFalse();
        assertThat(profile.inlineSystem()).isEqualTo(BackendProfile.InlineSystem.USER);
        assertThat(profile.reasoningEffort()).containsExactly("low", "high");
        assertThat(profile.maxTools()).isEqualTo(7);
    }

    @Test
    void whatDoesNotExistIsNamed() {
        assertRefused("chatgpt", "", "expected one of default, openai-reasoning-5.4, .*, got \"chatgpt\"");
        assertRefused("vllm", "topk=true", "unknown flag \"topk\"; the flags are maxTokensField, .*");
        assertRefused("vllm", "topK", "expected flag=value, got \"topK\"");
        assertRefused("vllm", "topK=yes", "topK: expected true or false, got \"yes\"");
        assertRefused("vllm", "maxTools=-1", "maxTools: expected an integer >= 0, got \"-1\"");
        assertRefused("vllm", "inlineSystem=hoist", "inlineSystem: expected keep or fold or user, got \"hoist\"");
        assertRefused("vllm", "reasoningEffort=much", "reasoningEffort: expected some of none\\|.*, got \"much\"");
    }

    @Test
    void everyFileIsAProfileThatSaysWhyItIsThere() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            BackendProfiles.names().stream().map(name -> name + ".properties").toList());
        }
        for (String name : BackendProfiles.names()) {
            assertThat(Files.readString(FOLDER.resolve(name + ".properties"))).startsWith("# ");
            assertThat(profiles(name, "")).as(name).isNotNull();
        }
    }

    @Test
    void bothReadmesListEveryProfile() throws IOException {
        for (String readme : new String[] {"README.md", "README-cn.md"}) {
            String text = Files.readString(Path.of(readme));
            assertThat(BackendProfiles.names()).allSatisfy(name -> assertThat(text).contains("\n| `" + name + "` |"));
        }
    }

    private static BackendProfile profiles(String name, String flags) {
        return new BackendProfiles(Optional.of(name), flags, URI.create("http://localhost/v1")).forModel("m");
    }

    private static void assertRefused(String name, String flags, String message) {
        assertThatThrownBy(() -> profiles(name, flags))
                .isInstanceOf(InvalidProfileException.class)
                .message()
                .matches(message);
    }
}
