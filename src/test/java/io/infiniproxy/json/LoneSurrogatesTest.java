package io.infiniproxy.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoneSurrogatesTest {
    @ParameterizedTest
    @CsvSource({
        "\\ud83d, \\ufffd",
        "\\ude00, \\ufffd",
        "a\\uD83Db, a\\ufffdb",
        "\\ud83d\\ud83d\\ude00, \\ufffd\\ud83d\\ude00",
        "\\ude00\\ud83d, \\ufffd\\ufffd",
        "\\ud83d\\n\\ude00, \\ufffd\\n\\ufffd",
        "\\\\ud83d, \\\\ud83d",
        "\\\\\\ud83d, \\\\\\ufffd",
    })
    void aSurrogateWithoutItsPartnerIsReplaced(String json, String expected) {
        assertThat(replace(json)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"\\ud83d\\ude00", "\\uD83D\\uDE00", "\\u00e9\\ud7ff\\ue000", "\\\\ud83d", "\\ud8", "\\ud83", "\\ud8zz", "\\"})
    void everythingElseStaysTheSameArray(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);

        assertThat(LoneSurrogates.replace(bytes)).isSameAs(bytes);
    }

    @Test
    void aSurrogateEncodedAsACharacterIsReplaced() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("é".getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0xbd});
        bytes.writeBytes("\ud7ffx".getBytes(StandardCharsets.UTF_8));

        assertThat(new String(LoneSurrogates.replace(bytes.toByteArray()), StandardCharsets.UTF_8)).isEqualTo("é\ufffd\ud7ffx");
    }

    @ParameterizedTest
    @CsvSource({"a\ud83d, a\ufffd", "\ude00b, \ufffdb", "\ud83d\ud83d\ude00, \ufffd\ud83d\ude00", "\ude00\ud83d, \ufffd\ufffd"})
    void aSurrogateOfATextIsReplaced(String text, String expected) {
        assertThat(LoneSurrogates.replace(text)).isEqualTo(expected);
    }

    @Test
    void aWholeTextStaysTheSame() {
        String text = "a\ud83d\ude00é";

        assertThat(LoneSurrogates.replace(text)).isSameAs(text);
    }

    @Test
    void theArrayGivenIsNotChanged() {
        byte[] bytes = "\\ud83d".getBytes(StandardCharsets.UTF_8);

        LoneSurrogates.replace(bytes);

        assertThat(bytes).isEqualTo("\\ud83d".getBytes(StandardCharsets.UTF_8));
    }

    /** The reference takes one escape after the other, and so knows one by what comes before it. */
    @Test
    void whereverItStandsTheSameIsReplacedAsOneAfterTheOther() {
        Random random = new Random(7);
        byte[][] pieces = Stream.of(
                        "\\", "\\u", "u", "]", "v", "\\ud83d", "\\ude00", "\\uD8", "\\n", "abc", "\"", "d83d", "12345678", "\ud7ff")
                .map(piece -> piece.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        for (int i = 0; i < 20_000; i++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int left = random.nextInt(12); left > 0; left--) {
                bytes.writeBytes(pieces[random.nextInt(pieces.length)]);
            }
            String json = bytes.toString(StandardCharsets.UTF_8);
            assertThat(replace(json)).as(json).isEqualTo(replacedOneByOne(json));
        }
    }

    private static String replacedOneByOne(String json) {
        String high = "\\\\u[dD][89abAB][0-9a-fA-F]{2}";
        String low = "\\\\u[dD][c-fC-F][0-9a-fA-F]{2}";
        return Pattern.compile(high + low + "|(" + high + "|" + low + ")|\\\\.", Pattern.DOTALL)
                .matcher(json)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1) == null ? found.group() : "\\ufffd"));
    }

    private static String replace(String json) {
        return new String(LoneSurrogates.replace(json.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
