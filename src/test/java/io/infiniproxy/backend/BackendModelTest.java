package io.infiniproxy.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackendModelTest {
    @Test
    void theConfiguredModelAnswersEverything() {
        assertThat(new BackendModel(Optional.of("qwen3")).forMessages("claude-sonnet-4-5[1m]")).isEqualTo("qwen3");
    }

    @Test
    void elseTheClientsWithoutTheMarkOfALongContext() {
        assertThat(new BackendModel(Optional.empty()).forMessages("claude-sonnet-4-5[1m]")).isEqualTo("claude-sonnet-4-5");
        assertThat(new BackendModel(Optional.empty()).forMessages("qwen3")).isEqualTo("qwen3");
    }
}
