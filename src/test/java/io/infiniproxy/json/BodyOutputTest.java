package io.infiniproxy.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BodyOutputTest {
    /** Around the length from which on strings are noted, and around that of the generator's buffer. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1023, 1024, 1025, 7_990, 8_000, 8_010, 100_000})
    void putsEachStringWhereItBelongs(int length) {
        String text = "é\\n".repeat(length / 4) + "x".repeat(length % 4);
        byte[] other = ("[\"" + text + "\"]").getBytes(StandardCharsets.UTF_8);
        int end = other.length - 2;

        byte[] body = Json.bytes(json -> {
            json.writeStartArray();
            BodyOutput.writeString(other, 2, end, json);
            BodyOutput.writeString(other, 2, end, json);
            json.writeStartObject();
            json.writeStringField("before", "short");
            json.writeFieldName("text");
            BodyOutput.writeString(other, 2, end, json);
            json.writeNumberField("behind", 1);
            json.writeEndObject();
            BodyOutput.writeString(other, 2, end, json);
            json.writeEndArray();
        });

        String string = '"' + text + '"';
        assertThat(new String(body, StandardCharsets.UTF_8))
                .isEqualTo("[" + string + "," + string + ",{\"before\":\"short\",\"text\":" + string + ",\"behind\":1}," + string + "]");
    }
}
