package io.infiniproxy.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class JsonFieldTest {
    private static final String SECRET = "sk-ant-0123456789abcdef0123456789abcdef";

    @Test
    void anErrorSaysWhatWasExpectedAndWhatCame() {
        refuses("{'max_tokens':'ten'}", body -> body.get("max_tokens").integer(1), "max_tokens: expected an integer >= 1, got \"ten\"");
        refuses("{'max_tokens':0}", body -> body.get("max_tokens").integer(1), "max_tokens: expected an integer >= 1, got 0");
        refuses("{'max_tokens':1.5}", body -> body.get("max_tokens").integer(1), "max_tokens: expected an integer >= 1, got 1.5");
        refuses(
                "{'max_tokens':4294967297}",
                body -> body.get("max_tokens").integer(1),
                "max_tokens: expected an integer >= 1, got 4294967297");
        refuses("{}", body -> body.get("model").requiredText(), "model: expected a string that is not empty, got nothing");
        refuses("{'model':null}", body -> body.get("model").requiredText(), "model: expected a string that is not empty, got null");
        refuses("{'stream':'yes'}", body -> body.get("stream").bool(), "stream: expected true or false, got \"yes\"");
        refuses("{'temperature':[]}", body -> body.get("temperature").number(), "temperature: expected a number, got an empty array");
        refuses("{'temperature':1e400}", body -> body.get("temperature").number(), "temperature: expected a number, got 1E+400");
        refuses("{'tools':{}}", body -> body.get("tools").elements(), "tools: expected an array, got an object");
    }

    @Test
    void anErrorNamesThePathToTheField() {
        refuses(
                "{'messages':[{},{'content':7}]}",
                body -> body.get("messages").elements().get(1).get("content").text(),
                "messages.1.content: expected a string, got 7");
    }

    @Test
    void whatIsLongIsNotRepeated() {
        refuses("{'max_tokens':'" + SECRET + "'}", body -> body.get("max_tokens").integer(1),
                "max_tokens: expected an integer >= 1, got a string of 39 characters");
        refuses("{'model':" + "1".repeat(500) + "}", body -> body.get("model").text(),
                "model: expected a string, got a number of 500 digits");
    }

    @Test
    void aBodyThatIsNoObjectIsRefused() {
        refuses("[]", body -> {}, "body: expected an object, got an empty array");
        refuses("'text'", body -> {}, "body: expected an object, got \"text\"");
        refuses("  ", body -> {}, "body: expected an object, got nothing");
        refuses("", body -> {}, "Expected a JSON object as the body, but the body is empty");
    }

    @Test
    void aNumberThatIsNoneIsRefused() {
        assertThatThrownBy(() -> read("{\"key\":1E78901234567890}"))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageEndingWith("it is not valid JSON: A number has more digits in its exponent than can be read");
    }

    @Test
    void brokenJsonIsRefusedWithItsPlaceAndWithoutItsText() {
        assertThatThrownBy(() -> read("{'key':" + SECRET + "}"))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageStartingWith("Expected a JSON object as the body, but it is not valid JSON: ")
                .hasMessageContaining("(line 1, column ")
                .hasMessageNotContaining("0123456789");
        assertThatThrownBy(() -> read(SECRET.replace("-", ""))).hasMessageNotContaining("0123456789");
        assertThatThrownBy(() -> read("{'a':'" + SECRET)).hasMessageNotContaining("0123456789");
        assertThatThrownBy(() -> read("{} {}")).isInstanceOf(InvalidJsonException.class);
        assertThatThrownBy(() -> JsonField.ofBody(new byte[] {0, 0, 0, 1, 2, 3, 4, 5})).isInstanceOf(InvalidJsonException.class);
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(InvalidJsonException.class);
    }

    @Test
    void whatIsMissingAndNullAreTheSame() {
        JsonField body = read("{'a':null}");

        for (String name : new String[] {"a", "b"}) {
            assertThat(body.get(name).isPresent()).isFalse();
            assertThat(body.get(name).text()).isNull();
            assertThat(body.get(name).integer(1)).isNull();
            assertThat(body.get(name).number()).isNull();
            assertThat(body.get(name).bool()).isFalse();
            assertThat(body.get(name).elements()).isEmpty();
            assertThat(body.get(name).get("c").isPresent()).isFalse();
        }
    }

    @Test
    void fieldsThatMayNotStopARequestTakeAnything() {
        JsonField body = read("{'a':'x','b':[7],'c':7,'d':1.5}");

        assertThat(body.get("a").textOr("y")).isEqualTo("x");
        assertThat(body.get("b").textOr("y")).isEqualTo("y");
        assertThat(body.get("c").integerOrNull()).isEqualTo(7);
        assertThat(body.get("d").integerOrNull()).isNull();
        assertThat(body.get("a").integerOrNull()).isNull();
    }

    private static void refuses(String json, Consumer<JsonField> reading, String message) {
        assertThatThrownBy(() -> reading.accept(read(json))).isInstanceOf(InvalidJsonException.class).hasMessage(message);
    }

    /** Apostrophes stand for quotation marks. */
    private static JsonField read(String json) {
        return JsonField.ofBody(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
