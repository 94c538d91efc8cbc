package io.infiniproxy.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.awaitility.Awaitility.await;

import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.anthropic.MessagesRequestReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class InputTokensTest {
    private static final String TEXT = "The quick brown fox jumps over the lazy dog. ".repeat(50);

    private final TokenCounter counter = new TokenCounter();
    private final InputTokens tokens = new InputTokens(counter, Duration.ZERO);

    @Test
    void countsEverythingThatIsSent() {
        MessagesRequest bare = request("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        MessagesRequest full = request("{\"model\":\"m\",\"system\":\"" + TEXT + "\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],"
                + "\"tools\":[{\"name\":\"read\",\"description\":\"" + TEXT + "\",\"input_schema\":{\"type\":\"object\"}}]}");
        assertThat(tokens.count(bare, "m")).isBetween(1L, 20L);
        assertThat(tokens.count(full, "m")).isGreaterThan(2 * counter.count(TEXT)).isLessThan(2 * counter.count(TEXT) + 100);
    }

    @Test
    void doesNotCountTheLineForBilling() {
        String request = "{\"model\":\"m\",\"system\":[%s{\"type\":\"text\",\"text\":\"Be brief.\"}],"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
        String billing = "{\"type\":\"text\",\"text\":\"x-anthropic-billing-header: cc_version=2; cch=0;\"},";
        TokenCounter counter = new TokenCounter();
        assertThat(counter.count(request(request.formatted(billing)))).isEqualTo(counter.count(request(request.formatted(""))));
    }

    @Test
    void learnsFromWhatTheBackendReports() {
        MessagesRequest request = text(TEXT);
        long counted = tokens.count(request, "m");
        tokens.learn(request, counter.estimate(request), "m", counted * 3 / 2);
        await().until(() -> tokens.count(request, "m") != counted);
        assertThat(tokens.count(request, "m")).isCloseTo(counted * 3 / 2, offset(2L));
        assertThat(tokens.guess(counter.estimate(request), "m")).isCloseTo(counted * 3 / 2, offset(2L));
        assertThat(tokens.count(request, "another")).as("other models are other tokenizers").isEqualTo(counted);
    }

    @Test
    void longRequestsAreCountedMoreSeldom() {
        assertThat(InputTokens.weight(19_999)).isEqualTo(1);
        assertThat(InputTokens.weight(200_000)).isEqualTo(11);
        assertThat(countedAtFirst(1)).isEqualTo(20);
        assertThat(countedAtFirst(2)).isEqualTo(10);
        assertThat(countedAtFirst(11)).isEqualTo(2);
        assertThat(countedAtFirst(1000)).isEqualTo(1);
    }

    private static int countedAtFirst(int weight) {
        InputTokens.Lessons lessons = new InputTokens.Lessons();
        int counted = 0;
        for (int i = 0; i < 100; i++) {
            counted += lessons.isDue(weight, Duration.ofDays(1)) ? 1 : 0;
        }
        return counted;
    }

    @Test
    void laterAnswersCountMore() {
        TokenCalibration calibration = new TokenCalibration();
        calibration.learn("m", 100, 300);
        for (int i = 0; i < 40; i++) {
            calibration.learn("m", 100, 120);
        }
        assertThat(calibration.of("m", 1000)).isBetween(1190L, 1210L);
    }

    @Test
    void figuresThatCannotBeAreNotBelieved() {
        TokenCalibration calibration = new TokenCalibration();
        calibration.learn("m", 100, 0);
        assertThat(calibration.of("m", 1000)).isEqualTo(1000);
        calibration.learn("m", 100, 1_000_000);
        assertThat(calibration.of("m", 1000)).isEqualTo(4000);
    }

    @Test
    void picturesTeachNothing() {
        MessagesRequest picture = request("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\","
                + "\"tool_use_id\":\"t\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\","
                + "\"data\":\"AAAA\"}}]}]}]}");
        long estimate = counter.estimate(picture);
        long guess = tokens.guess(estimate, "m");
        tokens.learn(picture, estimate, "m", 50_000);
        assertThat(tokens.guess(estimate, "m")).isEqualTo(guess);
    }

    private static MessagesRequest text(String text) {
        return request("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}");
    }

    private static MessagesRequest request(String json) {
        return MessagesRequestReader.readToCount(json.getBytes(StandardCharsets.UTF_8));
    }
}
