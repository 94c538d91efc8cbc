package io.infiniproxy.translate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapedSurrogatesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "{\"a\":\"\\ud83d\"} ~ {\"a\":\"\\ufffd\"}",
        "{\"a\":\"\\uDE00x\"} ~ {\"a\":\"\\ufffdx\"}",
        "{\"a\":\"\\ud83d\\ude00\"} ~ {\"a\":\"\\ud83d\\ude00\"}",
        "{\"a\":\"\\ud83d\\ud83d\\ude00\"} ~ {\"a\":\"\\ufffd\\ud83d\\ude00\"}",
        "{\"a\":\"\\ud83d\\n\"} ~ {\"a\":\"\\ufffd\\n\"}",
        "{\"a\":\"\\ud83d\\u00e9\"} ~ {\"a\":\"\\ufffd\\u00e9\"}",
        "{\"a\":\"\\\\ud83d\"} ~ {\"a\":\"\\\\ud83d\"}",
        "{\"a\":\"\\\\\\ud83d\"} ~ {\"a\":\"\\\\\\ufffd\"}",
        "{\"a\":\"\\\"\\u0041 \\t\"} ~ {\"a\":\"\\\"\\u0041 \\t\"}"
    })
    void theEscapesMayBeCutAnywhere(String json, String expected) {
        for (int first = 0; first <= json.length(); first++) {
            for (int second = first; second <= json.length(); second++) {
                EscapedSurrogates surrogates = new EscapedSurrogates();
                String passed = surrogates.accept(json.substring(0, first))
                        + surrogates.accept(json.substring(first, second))
                        + surrogates.accept(json.substring(second));
                assertThat(passed).as("cut at %d and %d", first, second).isEqualTo(expected);
            }
        }
    }

    @Test
    void noMoreIsHeldBackThanAnEscapeWhosePartnerMayFollow() {
        EscapedSurrogates surrogates = new EscapedSurrogates();

        assertThat(surrogates.accept("abc\\")).isEqualTo("abc");
        assertThat(surrogates.accept("n\\ud83d")).isEqualTo("\\n");
        assertThat(surrogates.accept("x")).isEqualTo("\\ufffdx");
    }
}
