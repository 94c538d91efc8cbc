package io.infiniproxy.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infiniproxy.testing.Seeds;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Setting and removing a member changes that member alone, whatever the bytes look like. */
class JsonMembersPropertiesTest {
    private static final int RUNS = 3000;
    private static final String[] NAMES = {"model", "stream", "stream_options", "é", "a\\\"b", "messages"};
    private static final String[] VALUES = {
        "null", "true", "-1.50e+3", "\"\"", "\"a,b}\"", "\"👋 \\\" \\\\\"", "[]", "[1,{\"model\":2}]", "{}", "{\"model\":\"x\"}",
        "\"" + "long, \\\"}]é日👋\\u00e9\\n".repeat(15) + "\"", "[\"" + "x".repeat(300) + "\", \"" + "y\\\\".repeat(150) + "\"]"
    };
    private static final String[] BLANKS = {"", "", " ", "\n  ", "\r\n\t"};

    @Test
    void aMemberIsSetAndRemovedAndTheOthersStay() {
        Seeds.check(RUNS, random -> {
            byte[] json = randomObject(random);
            String name = NAMES[random.nextInt(3)];
            ObjectNode expected = (ObjectNode) Json.read(json);
            JsonMembers members = JsonMembers.of(json);

            assertThat(members.has(name)).isEqualTo(expected.has(name));
            assertThat(members.text(name)).isEqualTo(expected.path(name).textValue());
            assertThat(Json.read(members.without(name))).isEqualTo(expected.deepCopy().without(name));
            assertThat(Json.read(members.with(name, "[7]"))).isEqualTo(expected.set(name, Json.read("[7]")));
        });
    }

    @Test
    void brokenBytesAreReadOrRefusedAsInvalid() {
        Seeds.check(RUNS, random -> {
            byte[] json = random.nextBoolean() ? randomObject(random) : new byte[random.nextInt(1, 12)];
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                json[random.nextInt(json.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : "{}\0\":,".charAt(random.nextInt(6)));
            }
            try {
                JsonMembers.of(json).with("model", "\"x\"");
                JsonMembers.of(json).without("model");
                JsonMembers.of(json).text("model");
            } catch (InvalidJsonException e) {
                assertThat(e.getMessage()).startsWith("Expected ");
            }
        });
    }

    /** Bytes are spliced as UTF-8. */
    @Test
    void anotherEncodingIsRefused() {
        for (Charset charset : new Charset[] {StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16}) {
            byte[] json = "{\"model\":\"x\"}".getBytes(charset);

            assertThatThrownBy(() -> JsonMembers.of(json)).isInstanceOf(InvalidJsonException.class);
        }
    }

    @Test
    void aByteOrderMarkIsNoMatter() throws Exception {
        byte[] json = "\ufeff{\"model\":\"x\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(JsonMembers.of(json).text("model")).isEqualTo("x");
        assertThat(Json.read(JsonMembers.of(json).with("model", "7")).path("model").intValue()).isEqualTo(7);
        assertThat(JsonField.ofBody(json).get("model").text()).isEqualTo("x");
    }

    /** Every name at most once: which of two counts, nobody says. */
    private static byte[] randomObject(Random random) {
        StringBuilder json = new StringBuilder(blank(random)).append('{').append(blank(random));
        String separator = "";
        for (String name : NAMES) {
            if (random.nextBoolean()) {
                json.append(separator).append(blank(random)).append('"').append(name).append('"').append(blank(random)).append(':');
                json.append(blank(random)).append(VALUES[random.nextInt(VALUES.length)]).append(blank(random));
                separator = ",";
            }
        }
        return json.append('}').append(blank(random)).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String blank(Random random) {
        return BLANKS[random.nextInt(BLANKS.length)];
    }
}
