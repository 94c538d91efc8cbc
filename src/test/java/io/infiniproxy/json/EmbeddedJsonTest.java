package io.infiniproxy.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedJsonTest {
    /** Of strings that are long enough to stay as they stand, and of short ones. */
    @ParameterizedTest
    @ValueSource(strings = {
        "plain text, ", "say \\\"hi\\\" ", "C:\\\\dir\\\\file ", "line\\n\\ttabbed\\r\\n", "\\b\\f ", "\\u4f60\\u597d ", "\\ud83d\\udc4b ",
        "你好 👋 é ", "\\/ ", "\\\\u00e9 ", "\\\\/ ", "\\u0000\\u001f\u007f "
    })
    void isTheTextThatJacksonMakesOfTheValue(String piece) throws IOException {
        for (int repeats : new int[] {1, 200}) {
            String body = "{\"input\": {\"a\": \"" + piece.repeat(repeats) + "\", \"n\": [1, 2.50, 1e9, true, null, {}]}}";
            JsonNode asItStands = Json.read(JsonOutline.of(body.getBytes(StandardCharsets.UTF_8))).path("input");
            String expected = Json.read(body).path("input").toString();

            assertThat(new EmbeddedJson(asItStands)).hasToString(expected);
            assertThat(Json.read(written(new EmbeddedJson(asItStands))).path("arguments").textValue()).isEqualTo(expected);
        }
    }

    @Test
    void oneOfTheSameValueIsEqual() throws IOException {
        JsonNode value = Json.read("{\"a\":1}");

        assertThat(new EmbeddedJson(value)).isEqualTo(new EmbeddedJson(Json.read("{\"a\": 1}"))).hasSameHashCodeAs(value);
        assertThat(new EmbeddedJson(value)).isNotEqualTo(new EmbeddedJson(Json.read("{\"a\":2}")));
    }

    @Test
    void isASequenceOfCharacters() throws IOException {
        EmbeddedJson json = new EmbeddedJson(Json.read("[\"é\"]"));

        assertThat(json).hasSize(5);
        assertThat(json.charAt(2)).isEqualTo('é');
        assertThat(json.subSequence(1, 4)).hasToString("\"é\"");
    }

    private static byte[] written(EmbeddedJson json) {
        return Json.bytes(body -> {
            body.writeStartObject();
            Json.writeText("arguments", json, body);
            body.writeEndObject();
        });
    }
}
