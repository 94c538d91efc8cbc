package io.infiniproxy.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.testing.AnswerTranslation;
import io.infiniproxy.testing.MessageStreamValidator;
import io.infiniproxy.testing.PiecewiseInputStream;
import io.infiniproxy.testing.Seeds;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every answer, however its pieces are mixed and its bytes are cut. */
class AnswerPropertiesTest {
    private static final int RUNS = 500;

    @Test
    void everyMixOfPiecesIsAValidStreamWhoseBlocksAddUpToWhatWasSent() {
        Seeds.check(RUNS, random -> {
            RandomAnswer answer = new RandomAnswer(random);
            AnswerTranslation translation = translateBack(new ByteArrayInputStream(answer.bytes()));

            MessageStreamValidator.validate(translation.stream());
            JsonNode content = Json.read(translation.body()).path("content");
            assertThat(joined(content, "text")).isEqualTo(answer.text());
            assertThat(joined(content, "thinking")).isEqualTo(answer.reasoning());
            assertThat(calls(content)).isEqualTo(answer.calls());
            assertThat(extraContents(content)).isEqualTo(answer.extraContents());
        });
    }

    @Test
    void theEventsDoNotDependOnWhereTheBytesAreCut() {
        Seeds.check(RUNS, random -> {
            byte[] bytes = new RandomAnswer(random).bytes();
            int longest = random.nextInt(1, 100);
            Random cuts = new Random(random.nextLong());
            InputStream pieces = new PiecewiseInputStream(bytes, () -> cuts.nextInt(1, longest + 1));

            assertThat(text(translateBack(pieces))).isEqualTo(text(translateBack(new ByteArrayInputStream(bytes))));
        });
    }

    @Test
    void everyCutAnswerIsAValidStreamThatEndsInAnError() {
        Seeds.check(RUNS, random -> {
            byte[] bytes = new RandomAnswer(random).bytes();
            String stream = new String(bytes, StandardCharsets.UTF_8);
            int lastChunk = stream.lastIndexOf("data: {");
            byte[] cut = stream.substring(0, lastChunk).getBytes(StandardCharsets.UTF_8);
            int length = cut.length == 0 ? 0 : random.nextInt(cut.length);
            AnswerTranslation translation = translateBack(new ByteArrayInputStream(cut, 0, length));

            MessageStreamValidator.validate(translation.stream());
            assertThat(translation.isError()).isTrue();
        });
    }

    private static AnswerTranslation translateBack(InputStream body) {
        return new AnswerTranslation().translateBack(body, "text/event-stream");
    }

    private static String text(AnswerTranslation translation) {
        return new String(translation.stream(), StandardCharsets.UTF_8);
    }

    private static String joined(JsonNode content, String type) {
        StringBuilder text = new StringBuilder();
        content.forEach(block -> text.append(block.path(type).asText()));
        return text.toString();
    }

    private static Map<String, JsonNode> extraContents(JsonNode content) {
        Map<String, JsonNode> extraContents = new HashMap<>();
        content.findValuesAsText("signature")
                .forEach(signature -> extraContents.putAll(ThinkingSignature.read(signature).extraContents()));
        return extraContents;
    }

    private static List<RandomAnswer.Call> calls(JsonNode content) {
        List<RandomAnswer.Call> calls = new ArrayList<>();
        for (JsonNode block : content) {
            if (block.path("type").asText().equals("tool_use")) {
                calls.add(new RandomAnswer.Call(block.path("name").asText(), block.path("input")));
            }
        }
        return calls;
    }
}
