package io.infiniproxy.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.infiniproxy.testing.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCursorTest {
    private static final int RUNS = 20_000;
    private static final String ANY = """
            {"id":"chatcmpl-1","created":1700000000,"model":"m-é","choices":[{"index":0,"delta":{"content":" a\\n\\"b\\" \\u00e9\\ud83d\\ude00","x":{}},\
            "logprobs":null,"finish_reason":"stop"},{}],"usage":{"n":[-1,0.5,1e3,-0.0E-2,12345678901234567890],"t":true,"f":false,"日本":"語😀"}, "z" : [ ] }""";
    private static final byte[] ODD = "\"\\{}[],:0123456789.eE+-tfnu \t\n\u0001/é😀".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(
            strings = {
                ANY, "{}", "[]", " { } ", "[[],{}]", "{\"a\":{\"b\":[1,{\"c\":null}]}}", "{\"\":\"\"}", "{\"a\":1,\"a\":2}", "-0", "0", "10", "\"x\"",
                "{\"a\\u0062c\":1}", "\"\\ud83d\"", "\"\\u0000\\b\\f\\n\\r\\t\\/\\\\\\\"\"", "\"\ufffd\"", "true", "null", "[1e5,1E+5,1e-5]", "\ufeff{\"a\":1}"
            })
    void readsWhatJacksonReads(String text) throws JsonProcessingException {
        checkAgainstJackson(text.getBytes(StandardCharsets.UTF_8));
        assertThat(acceptedByJackson(text.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}", "{a:1}", "[1,]", "[,1]", "[1 2]", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "[}", "{]",
                "[1E78901234567890]", "01", "-", "+1", "1.", ".5", "1e", "1e+", "1x", "tru", "truex", "nul", "NaN", "\"", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"a\nb\"", "\"\u0001\"",
                "\"\\u٣٣٣٣\"", "\"\\é\"", "{} {}", "1 1", "{\ufeff}", "]", "[1]]", "'a'", "/**/1"
            })
    void refusesWhatJacksonRefuses(String text) throws JsonProcessingException {
        checkAgainstJackson(text.getBytes(StandardCharsets.UTF_8));
        assertThat(acceptedByJackson(text.getBytes(StandardCharsets.UTF_8))).isFalse();
    }

    @Test
    void readsAndRefusesAnyBytesAsJacksonDoes() {
        byte[] any = ANY.getBytes(StandardCharsets.UTF_8);
        Seeds.check(RUNS, random -> checkAgainstJackson(changed(any, random)));
    }

    /** The first four bytes stay: by zeros there Jackson would know another encoding. */
    private static byte[] changed(byte[] text, Random random) {
        byte[] changed = random.nextBoolean() ? text.clone() : Arrays.copyOf(text, random.nextInt(5, text.length));
        for (int i = random.nextInt(3); i > 0; i--) {
            changed[random.nextInt(4, changed.length)] = random.nextBoolean() ? ODD[random.nextInt(ODD.length)] : (byte) random.nextInt();
        }
        return changed;
    }

    private static void checkAgainstJackson(byte[] text) {
        String shown = new String(text, StandardCharsets.UTF_8);
        JsonNode expected = jackson(text);
        JsonNode read = read(text);
        assertThat(read).as(shown).isEqualTo(expected);
        if (expected != null) {
            assertThat(skips(text)).as(shown).isTrue();
        }
    }

    private static boolean acceptedByJackson(byte[] text) {
        return jackson(text) != null;
    }

    private static JsonNode jackson(byte[] text) {
        try {
            return Json.tree(text, 0, text.length);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static JsonNode read(byte[] text) {
        try {
            JsonCursor json = cursor(text);
            JsonNode tree = tree(json);
            json.expectEnd();
            return tree;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static boolean skips(byte[] text) {
        try {
            JsonCursor json = cursor(text);
            json.skip();
            return json.isAtEnd();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** In the midst of other bytes, which do not belong to it. */
    private static JsonCursor cursor(byte[] text) {
        byte[] bytes = new byte[text.length + 6];
        Arrays.fill(bytes, (byte) '"');
        System.arraycopy(text, 0, bytes, 3, text.length);
        return new JsonCursor(bytes, 3, text.length);
    }

    private static JsonNode tree(JsonCursor json) throws JsonProcessingException {
        if (json.isObject()) {
            ObjectNode object = Json.MAPPER.createObjectNode();
            assertThat(json.enterObject()).isTrue();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                object.set(name, tree(json));
            }
            return object;
        }
        if (json.isArray()) {
            ArrayNode array = Json.MAPPER.createArrayNode();
            assertThat(json.enterArray()).isTrue();
            while (json.nextElement()) {
                array.add(tree(json));
            }
            return array;
        }
        if (json.isString()) {
            return TextNode.valueOf(json.textOrNull());
        }
        JsonNode scalar = json.treeOrNull();
        return scalar == null ? Json.MAPPER.nullNode() : scalar;
    }

    @Test
    void skipsWhatIsNotAskedFor() throws JsonProcessingException {
        JsonCursor json = cursor("{\"a\":[1,{}],\"b\":{\"c\":\"]}\"},\"d\":\"e\\\"\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(json.enterArray()).isFalse();
        assertThat(json.isAtEnd()).isTrue();

        json = cursor("[{\"a\":1},\"b\",3]".getBytes(StandardCharsets.UTF_8));
        assertThat(json.enterArray()).isTrue();
        assertThat(json.nextElement()).isTrue();
        assertThat(json.textOrNull()).isNull();
        assertThat(json.nextElement()).isTrue();
        assertThat(json.enterObject()).isFalse();
        assertThat(json.nextElement()).isTrue();
        assertThat(json.textOrNull()).isNull();
        assertThat(json.nextElement()).isFalse();
        json.expectEnd();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "-7", "2147483647", "-2147483648"})
    void readsInts(String number) throws JsonProcessingException {
        assertThat(cursor(number.getBytes(StandardCharsets.UTF_8)).intOrNull()).isEqualTo(Integer.parseInt(number));
        assertThat(cursor(number.getBytes(StandardCharsets.UTF_8)).asInt()).isEqualTo(Integer.parseInt(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "-2147483649", "99999999999999999999", "1.0", "1e1", "\"1\"", "null", "{}", "[1]", "true"})
    void readsNoIntWhereThereIsNone(String value) throws JsonProcessingException {
        byte[] json = value.getBytes(StandardCharsets.UTF_8);
        assertThat(cursor(json).intOrNull()).isNull();
        assertThat(cursor(json).asInt()).isEqualTo(Json.read(json).asInt(0));
    }

    /** On a virtual thread, as each answer is read on, with as much below it as there is in a route. */
    @Test
    void refusesMoreLevelsThanJackson() throws Exception {
        CompletableFuture<Boolean> skips = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> skips.complete(below(300, () -> skips(nested(1000)))));
        assertThat(skips.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(skips(nested(1001))).isFalse();
        assertThat(jackson(nested(1001))).isNull();
    }

    private static boolean below(int frames, BooleanSupplier answer) {
        return frames == 0 ? answer.getAsBoolean() : below(frames - 1, answer);
    }

    private static byte[] nested(int levels) {
        return ("[".repeat(levels) + "]".repeat(levels)).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void saysWhatIsWrongWithoutShowingIt() {
        JsonCursor json = cursor("{\"secret\":\"secret\" 1}".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(json::skip).isInstanceOf(JsonProcessingException.class).hasMessage("Expected ',', got byte 49, 2 bytes before the end");
    }

    @Test
    void takesNamesOfAnyLengthAndNumber() {
        StringBuilder object = new StringBuilder("{\"\":0");
        for (int i = 0; i < 2000; i++) {
            object.append(",\"").append("n".repeat(i % 100)).append(i).append("\":").append(i);
        }
        checkAgainstJackson(object.append('}').toString().getBytes(StandardCharsets.UTF_8));
    }
}
