package io.infiniproxy.translate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkTagsTest {
    private final StringBuilder thinking = new StringBuilder();
    private final StringBuilder text = new StringBuilder();

    @ParameterizedTest
    @CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = false, emptyValue = "", value = {
        "<think>a</think>b~a~b",
        " <think> a </b> </think> b <think>c</think>~a </b> ~b <think>c</think>",
        "<think></think>b~''~b",
        "<think>a</thin~a</thin~''",
        "<thin~''~<thin",
        "<thing>~''~<thing>",
        "b<think>~''~b<think>"
    })
    void theTagsMayBeCutAnywhere(String content, String expectedThinking, String expectedText) {
        for (int first = 0; first <= content.length(); first++) {
            for (int second = first; second <= content.length(); second++) {
                accept(content.substring(0, first), content.substring(first, second), content.substring(second));
                assertThat(thinking).asString().as("cut at %d and %d", first, second).isEqualTo(expectedThinking);
                assertThat(text).asString().as("cut at %d and %d", first, second).isEqualTo(expectedText);
            }
        }
    }

    @Test
    void whereTheyAreNotKnownTheyAreText() {
        ThinkTags tags = new ThinkTags(false, thinking::append, text::append);
        tags.accept("<think>a</think>");

        assertThat(text).asString().isEqualTo("<think>a</think>");
        assertThat(thinking).isEmpty();
    }

    private void accept(String... pieces) {
        thinking.setLength(0);
        text.setLength(0);
        ThinkTags tags = new ThinkTags(true, thinking::append, text::append);
        for (String piece : pieces) {
            tags.accept(piece);
        }
        tags.end();
    }
}
