package io.infiniproxy.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.testing.Seeds;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonBytesTest {
    private static final String[] PIECES = {"a", "\"", "\\", "\n", "\r", "\t", "\b", "\f", "\0", "\u001f", "\u007f", "é", "日", "👋", "/", "\u2028"};

    @Test
    void aStringIsWrittenAsJsonReadersReadIt() {
        Seeds.check(3000, random -> {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(400); i > 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            byte[] json = new JsonBytes().appendString(text.toString()).take();
            assertThat(Json.read(JsonOutline.of(json)).textValue()).isEqualTo(text.toString());
        });
    }

    @Test
    void halfACharacterIsReplaced() {
        assertThat(written(new JsonBytes().appendString("a\ud83d").appendString("\udc4bb"))).isEqualTo("\"a\ufffd\"\"\ufffdb\"");
    }

    @Test
    void numbersAreWrittenInDigits() {
        assertThat(written(new JsonBytes().append(0).append(7).append(10).append(Integer.MAX_VALUE))).isEqualTo("07102147483647");
    }

    @Test
    void whatIsTakenIsGone() {
        JsonBytes bytes = new JsonBytes();
        bytes.append("x".repeat(5000).getBytes(StandardCharsets.US_ASCII));
        assertThat(bytes.take()).hasSize(5000);
        assertThat(bytes.isEmpty()).isTrue();
        assertThat(bytes.take()).isEmpty();
    }

    private static String written(JsonBytes bytes) {
        return new String(bytes.take(), StandardCharsets.UTF_8);
    }
}
