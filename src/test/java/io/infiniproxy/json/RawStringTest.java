package io.infiniproxy.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RawStringTest {
    @Test
    void isTheTextThatItStandsFor() {
        RawString raw = raw("say \\\"hi\\\" \\\\ \\/ \\b\\f\\n\\r\\t é \\u00E9 \\ud83d\\ude00");

        assertThat(raw).hasToString("say \"hi\" \\ / \b\f\n\r\t é é 😀").hasSize(raw.toString().length());
        assertThat(raw.charAt(4)).isEqualTo('"');
        assertThat(raw.subSequence(0, 3)).hasToString("say");
        assertThat(raw).isEqualTo(raw("say \\\"hi\\\" \\\\ / \\b\\f\\n\\r\\t é é 😀")).hasSameHashCodeAs(raw.toString()).isNotEqualTo(raw("x"));
    }

    /** As the parser reads it; bodies are mended before. */
    @Test
    void halfACharacterStays() {
        assertThat(raw("a\\ud83d")).hasToString("a\ud83d");
        assertThat(raw("\\ud83d\\n\\ude00")).hasToString("\ud83d\n\ude00");
    }

    @Test
    void isBlankWhereTheTextIs() {
        for (String text : new String[] {"", "   ", "\\n\\t", "\\u0020\\u2028", "\u2003"}) {
            assertThat(RawString.isBlank(raw(text))).as(text).isTrue();
        }
        for (String text : new String[] {"a", "  a", "\\n\\u0041", "é", "  日", "👋", "\\ud83d\\ude00", "\\\"", "\\u0000"}) {
            assertThat(RawString.isBlank(raw(text))).as(text).isFalse();
        }
        assertThat(RawString.isBlank(" ")).isTrue();
        assertThat(RawString.isBlank("a")).isFalse();
    }

    @Test
    void tellsHowItBegins() {
        assertThat(RawString.startsWith(raw("data:image/png;base64,"), "data:")).isTrue();
        assertThat(RawString.startsWith(raw("dat"), "data:")).isFalse();
        assertThat(RawString.startsWith("data:x", "data:")).isTrue();
        assertThat(raw("")).isEmpty();
    }

    /** With what stands around it in a body. */
    private static RawString raw(String literal) {
        byte[] json = ("[\"" + literal + "\"]").getBytes(StandardCharsets.UTF_8);
        return new RawString(json, 2, json.length - 2);
    }
}
