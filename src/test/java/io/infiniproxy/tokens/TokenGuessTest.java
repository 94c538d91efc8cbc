package io.infiniproxy.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.infiniproxy.json.EmbeddedJson;
import io.infiniproxy.json.Json;
import io.infiniproxy.json.JsonField;
import io.infiniproxy.json.RawString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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

    /** A part of a large body tells of all of it. */
    @ParameterizedTest
    @ValueSource(strings = {"src/main/java", "admin", "src/main/resources", "src/test/resources/golden"})
    void aLargeBodyIsGuessedByItsParts(String folder) throws IOException {
        List<Path> files = textFiles(folder);
        assertThat(files).isNotEmpty();
        isGuessedByItsParts(files, 200_000);
        isGuessedByItsParts(files, 600_000);
    }

    private static void isGuessedByItsParts(List<Path> files, int length) throws IOException {
        ArrayNode texts = Json.MAPPER.createArrayNode();
        int bytes = 0;
        for (int i = 0; bytes < length; i++) {
            String text = Files.readString(files.get(i % files.size()));
            bytes += text.length();
            texts.add(text);
        }
        JsonField body = JsonField.ofBody(Json.MAPPER.writeValueAsBytes(Json.MAPPER.createObjectNode().set("texts", texts)));

        long guess = 0;
        long whole = 0;
        for (JsonField text : body.get("texts").elements()) {
            assertThat(text.longText()).isInstanceOf(RawString.class);
            guess += TokenGuess.of(text.longText());
            whole += TokenGuess.of(text.text());
        }
        assertThat(guess).isCloseTo(whole, withinPercentage(5)).isNotEqualTo(whole);
    }

    /** Samples begin within it, however short it is. */
    @Test
    void aTextOfAnyLengthInALargeBodyIsGuessed() throws IOException {
        String filling = "\"" + "x y ".repeat(150_000) + "\"";
        for (int length = 1_000; length < 6_000; length += 37) {
            String text = "é b ".repeat(length / 4);
            String body = "{\"texts\":[\"" + text + "\"," + filling + "]}";
            JsonField first = JsonField.ofBody(body.getBytes(StandardCharsets.UTF_8)).get("texts").elements().getFirst();
            assertThat(TokenGuess.of(first.longText())).isCloseTo(TokenGuess.of(text), withinPercentage(10));
        }
    }

    /** It is JSON that the model reads, escapes and all. */
    @Test
    void embeddedJsonIsGuessedAsItsText() throws IOException {
        for (String file : List.of("README-cn.md", "src/main/java/io/infiniproxy/tokens/TokenGuess.java")) {
            var json = new EmbeddedJson(Json.MAPPER.createObjectNode().put("path", file).put("content", Files.readString(Path.of(file))));

            assertThat(TokenGuess.of(json)).isEqualTo(TokenGuess.of(json.toString())).isPositive();
        }
    }

    private static List<Path> textFiles(String folder) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().matches(".*\\.(java|md|js|json|yaml|css|html|properties)") && isText(file))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isText(Path file) {
        try {
            return Files.size(file) > 500 && Files.size(file) < 100_000;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shortTexts() {
        assertThat(TokenGuess.of(null)).isZero();
        assertThat(TokenGuess.of("")).isZero();
        assertThat(TokenGuess.of("Hello there")).isEqualTo(2);
        assertThat(TokenGuess.of("toolUseId")).isEqualTo(3);
    }
}
