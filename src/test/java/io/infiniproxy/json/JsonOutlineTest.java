package io.infiniproxy.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.infiniproxy.testing.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;

/** What is read by an outline is what the parser makes of the whole text, or refuses. */
class JsonOutlineTest {
    private static final int RUNS = 5000;

    /** Pieces of strings, as they stand in JSON. */
    private static final List<String> PIECES = List.of(
            "a", "plain words ", "é", "日本語", "👋", "\u2028", "\u007f", "\\n", "\\r\\t", "\\b\\f", "\\\"", "\\\\", "\\/", "\\u00e9", "\\uFFFF",
            "\\u0000", "\\ud83d\\udc4b", "\\uD83D\\uDC4B", "\uffff", "{", "}", "[", ",", ":", "        ");

    private static final ObjectMapper PLAIN = Json.MAPPER;

    @Test
    void longStringsAreReadAsTheParserReadsThem() {
        Seeds.check(RUNS, random -> {
            byte[] json = value(random, 4).getBytes(StandardCharsets.UTF_8);

            JsonNode read = Json.read(JsonOutline.of(json));

            assertThat(read.toString()).isEqualTo(PLAIN.readTree(json).toString());
            assertThat(PLAIN.readTree(PLAIN.writeValueAsBytes(read))).isEqualTo(PLAIN.readTree(json));
        });
    }

    @Test
    void brokenBytesAreReadOrRefusedAsByTheParser() {
        Seeds.check(RUNS, random -> {
            byte[] json = value(random, 3).getBytes(StandardCharsets.UTF_8);
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                json[random.nextInt(json.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : "\\\"u\u001f{}:".charAt(random.nextInt(7)));
            }
            assertThat(outcome(() -> Json.read(JsonOutline.of(json)))).isEqualTo(outcome(() -> PLAIN.readTree(json)));
        });
    }

    /** A client that hangs up, or sends a wrong length, leaves a text that ends anywhere. */
    @Test
    void textsThatBreakOffAreRefusedAsByTheParser() throws IOException {
        byte[] json = ("{\"text\":\"" + "a".repeat(300) + String.join("", PIECES) + "👋\\ud83d\\udc4b\"}").getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length < json.length; length++) {
            byte[] broken = Arrays.copyOf(json, length);

            assertThat(outcome(() -> Json.read(JsonOutline.of(broken)))).isEqualTo(outcome(() -> PLAIN.readTree(broken)));
            assertThat(outcome(() -> Json.read(JsonOutline.ofMended(broken)))).isEqualTo(outcome(() -> PLAIN.readTree(LoneSurrogates.replace(broken))));
        }
    }

    /** Also halves whose other half stands elsewhere, and escapes that only look like some. */
    @Test
    void surrogatesWithoutPartnersAreReplaced() {
        List<String> halves = List.of("\\ud83d", "\\udc4b", "\\uDFFF\\uD800", "\\ud83d\\ud83d\\udc4b", "\\\\ud83d", "\\ud83d\\n", "\\ud83d\\\\udc4b", "\\ud83d udc4b");
        Seeds.check(RUNS, random -> {
            String text = value(random, 3);
            for (int i = random.nextInt(3); i > 0; i--) {
                text = text.replaceFirst("plain words |日本語", Matcher.quoteReplacement(halves.get(random.nextInt(halves.size()))));
            }
            byte[] json = text.getBytes(StandardCharsets.UTF_8);
            byte[] mended = LoneSurrogates.replace(json);

            JsonOutline outline = JsonOutline.ofMended(json);

            assertThat(outline.hadLoneSurrogates()).isEqualTo(mended != json);
            assertThat(Json.read(outline).toString()).isEqualTo(PLAIN.readTree(mended).toString());
        });
    }

    @Test
    void whatUtf8DoesNotHaveIsLeftToTheParser() {
        byte[][] invalid = {
            {(byte) 0xc0, (byte) 0x80}, {(byte) 0xc1, (byte) 0xbf}, {(byte) 0xe0, (byte) 0x80, (byte) 0x80}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            {(byte) 0xf0, (byte) 0x80, (byte) 0x80, (byte) 0x80}, {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80}, {(byte) 0x80}, {(byte) 0xff},
            {(byte) 0xc3, 'x'}, {(byte) 0xe2, (byte) 0x82, 'x'}, {(byte) 0xf0, (byte) 0x9f, (byte) 0x91, 'x'}, {'\n'}, {0}
        };
        for (byte[] bytes : invalid) {
            byte[] json = ("\"" + "x".repeat(500) + "@".repeat(bytes.length) + "yz\"").getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(bytes, 0, json, 501, bytes.length);

            assertThat(JsonOutline.of(json).isWhole()).isTrue();
        }
    }

    @Test
    void aStringThatIsNamedLikeALongOneIsNone() throws IOException {
        String longText = "x".repeat(1000);
        for (String name : new String[] {"\uffff0", "\\uffff0", "\\uFFFF0"}) {
            JsonNode read = Json.read(JsonOutline.of(("[\"" + longText + "\",\"" + name + "\"]").getBytes(StandardCharsets.UTF_8)));

            assertThat(read.get(0).textValue()).isEqualTo(longText);
            assertThat(read.get(1).textValue()).isEqualTo("\uffff0");
        }
    }

    @Test
    void aLongStringIsWrittenAsItStands() throws IOException {
        String literal = "\"" + "/ é 👋 \\\\u00e9 \\\" \\t\\n".repeat(50) + "\"";
        JsonNode read = Json.read(JsonOutline.of(("{\"a\":" + literal + "}").getBytes(StandardCharsets.UTF_8)));

        byte[] written = Json.bytes(json -> json.writeTree(read));

        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo("{\"a\":" + literal + "}");
    }

    /** The names of members are acted on, whatever their length. */
    @Test
    void longNamesAreNames() throws IOException {
        String name = "n".repeat(1000);

        assertThat(Json.read(JsonOutline.of(("{\"" + name + "\" \n:1}").getBytes(StandardCharsets.UTF_8))).path(name).intValue()).isEqualTo(1);
    }

    private interface Reading {
        JsonNode read() throws IOException;
    }

    private static String outcome(Reading reading) throws IOException {
        try {
            return reading.read().toString();
        } catch (JsonProcessingException e) {
            return e.getMessage();
        } catch (IOException e) {
            return "Invalid characters";
        }
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 2 : 5)) {
            case 0 -> string(random, random.nextInt(20));
            case 1 -> string(random, random.nextInt(300));
            case 2 -> "[" + value(random, depth - 1) + " , " + value(random, depth - 1) + "]";
            case 3 -> "{" + string(random, 3) + ":" + value(random, depth - 1) + ",\"b\" : " + value(random, depth - 1) + "\n}";
            default -> "{\"é\":[1.5e3,null,true," + value(random, depth - 1) + "]}";
        };
    }

    private static String string(Random random, int pieces) {
        StringBuilder string = new StringBuilder("\"");
        for (int i = 0; i < pieces; i++) {
            string.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return string.append('"').toString();
    }
}
