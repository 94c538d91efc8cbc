package io.infiniproxy.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.testing.AnswerTranslation;
import io.infiniproxy.testing.MessageStreamValidator;
import io.infiniproxy.testing.Seeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds for every answer, however odd: the golden answers with parts of them replaced, left out and broken. */
class BrokenAnswersTest {
    private static final int RUNS = 3000;
    private static final String EVENTS = "text/event-stream";
    private static final String[] ODD = {
        "null", "true", "0", "-1", "1.5", "1e400", "99999999999999999999", "\"\"", "\" \"", "\"\\n\"", "\"null\"", "\"length\"",
        "\"stop\"", "\"error\"", "\"\\ud83d\"", "\"\\ude00\"", "\"😀\"", "\"{\"", "\"}\"", "\"{}\"", "\"[1]\"", "\"\\\\\"",
        "[]", "{}", "[null]", "[[]]", "[{}]", "{\"content\":\"x\"}", "{\"arguments\":{\"a\":1}}", "[{\"index\":0}]",
        "[{\"index\":1,\"id\":\"call_abcdef01\",\"function\":{\"name\":\"Bash\",\"arguments\":\"{\\\"a\\\":\"}}]"
    };

    private static final List<byte[]> STREAMS = new ArrayList<>();
    private static final List<byte[]> BODIES = new ArrayList<>();

    @BeforeAll
    static void readGoldenAnswers() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources/golden"))) {
            for (Path file : files.sorted().toList()) {
                if (file.endsWith("backend.sse")) {
                    STREAMS.add(Files.readAllBytes(file));
                } else if (file.endsWith("backend.json")) {
                    BODIES.add(Files.readAllBytes(file));
                }
            }
        }
    }

    @Test
    void aStreamWithOddValuesIsTranslatedOrAnError() {
        Seeds.check(RUNS, random -> {
            List<String> lines = new ArrayList<>(text(any(STREAMS, random)).lines().toList());
            for (int i = random.nextInt(1, 5); i > 0; i--) {
                change(lines, random);
            }
            check(String.join("\n", lines).getBytes(StandardCharsets.UTF_8), EVENTS);
        });
    }

    @Test
    void aBodyWithOddValuesIsTranslatedOrAnError() {
        Seeds.check(RUNS, random -> {
            String body = text(any(BODIES, random));
            if (body.startsWith("{")) {
                JsonNode answer = Json.read(body);
                for (int i = random.nextInt(1, 5); i > 0; i--) {
                    change(answer, random);
                }
                check(Json.MAPPER.writeValueAsBytes(answer), "application/json");
            }
        });
    }

    @Test
    void brokenBytesAreTranslatedOrAnError() {
        Seeds.check(RUNS, random -> {
            byte[] answer = any(random.nextBoolean() ? STREAMS : BODIES, random).clone();
            for (int i = answer.length == 0 ? 0 : random.nextInt(1, 4); i > 0; i--) {
                answer[random.nextInt(answer.length)] = (byte) random.nextInt(256);
            }
            check(answer, random.nextBoolean() ? EVENTS : "application/json");
        });
    }

    /** A refused request is told in words that can be written, whatever the backend says. */
    @Test
    void brokenBytesOfAnErrorAreAnError() {
        Seeds.check(RUNS, random -> {
            byte[] answer = any(BODIES, random).clone();
            for (int i = answer.length == 0 ? 0 : random.nextInt(1, 4); i > 0; i--) {
                answer[random.nextInt(answer.length)] = (byte) random.nextInt(256);
            }
            AnswerTranslation refusal = new AnswerTranslation().refuse(random.nextInt(300, 600), answer);
            assertThat(Json.read(refusal.body()).path("error").path("message").asText()).isNotBlank();
        });
    }

    /** Any exception but those that become an error fails the test, as does a stream that no client could read. */
    static void check(byte[] answer, String contentType) throws IOException {
        for (boolean thinkTags : new boolean[] {false, true}) {
            AnswerTranslation translation =
                    new AnswerTranslation("claude-sonnet-4-5", List.of(), List.of("\n\nHuman:"), "refusal", thinkTags)
                            .translateBack(new ByteArrayInputStream(answer), contentType);
            MessageStreamValidator.validate(translation.stream());
            assertThat(Json.read(translation.body()).isObject()).isTrue();
        }
    }

    private static void change(List<String> lines, Random random) throws IOException {
        int i = random.nextInt(lines.size());
        String line = lines.get(i);
        if (line.startsWith("data: {")) {
            try {
                JsonNode chunk = Json.read(line.substring("data: ".length()));
                change(chunk, random);
                lines.set(i, "data: " + chunk);
                return;
            } catch (IOException e) {
                // it has been broken on purpose
            }
        }
        switch (random.nextInt(3)) {
            case 0 -> lines.add(i, line);
            case 1 -> lines.set(i, lines.get(random.nextInt(lines.size())));
            default -> lines.set(i, "");
        }
    }

    /** Puts an odd value anywhere into {@code tree}, or takes a member away. */
    private static void change(JsonNode tree, Random random) throws IOException {
        JsonNode odd = Json.MAPPER.readTree(ODD[random.nextInt(ODD.length)]);
        if (tree instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            if (object.get(name).isContainerNode() && !object.get(name).isEmpty() && random.nextInt(6) > 0) {
                change(object.get(name), random);
            } else if (random.nextInt(5) == 0) {
                object.remove(name);
            } else {
                object.set(name, odd);
            }
        } else if (tree instanceof ArrayNode array && !array.isEmpty()) {
            int i = random.nextInt(array.size());
            if (array.get(i).isContainerNode() && random.nextInt(6) > 0) {
                change(array.get(i), random);
            } else {
                array.set(i, odd);
            }
        }
    }

    private static byte[] any(List<byte[]> answers, Random random) {
        return answers.get(random.nextInt(answers.size()));
    }

    private static String text(byte[] answer) {
        return new String(answer, StandardCharsets.UTF_8);
    }
}
