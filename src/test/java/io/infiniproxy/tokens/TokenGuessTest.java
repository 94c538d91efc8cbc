package io.infiniproxy.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenGuessTest {
    @ParameterizedTest
    @ValueSource(strings = {
        "README.md",
        "README-cn.md",
        "src/main/resources/openapi.json",
        "src/main/java/io/infiniproxy/tokens/TokenGuess.java"
    })
    void isNearTheCount(String file) throws IOException {
        String text = Files.readString(Path.of(file));
        assertThat(TokenGuess.of(text)).isCloseTo(new TokenCounter().count(text), withinPercentage(20));
    }

    @Test
    void shortTexts() {
        assertThat(TokenGuess.of(null)).isZero();
        assertThat(TokenGuess.of("")).isZero();
        assertThat(TokenGuess.of("Hello there")).isEqualTo(2);
        assertThat(TokenGuess.of("toolUseId")).isEqualTo(3);
    }
}
