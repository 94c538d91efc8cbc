package io.infiniproxy.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentKeysTest {
    private static final Set<String> KNOWN = Set.of("path", "options", "kept ", "kept", "a b");

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "{\"path \":\"a \"} ~ {\"path\":\"a \"}",
        "{\"path  \" : 1, \"options \":[{\"path \":\"path \"}, \"path \"]} ~ {\"path\" : 1, \"options\":[{\"path\":\"path \"}, \"path \"]}",
        "{\"kept \":1} ~ {\"kept \":1}",
        "{\"other \":1} ~ {\"other \":1}",
        "{\"a b \":\"path \"} ~ {\"a b\":\"path \"}",
        "{\"a\\\"path \":{\"path \":\"\\\\\"},\"path \":\"\\\",\"} ~ {\"a\\\"path \":{\"path\":\"\\\\\"},\"path\":\"\\\",\"}",
        "[\"path \",[],{},\"path \"] ~ [\"path \",[],{},\"path \"]",
        "}]\"path \" ~ }]\"path \""
    })
    void theArgumentsMayBeCutAnywhere(String json, String expected) {
        for (int first = 0; first <= json.length(); first++) {
            for (int second = first; second <= json.length(); second++) {
                ArgumentKeys keys = new ArgumentKeys(() -> KNOWN);
                String passed = keys.accept(json.substring(0, first))
                        + keys.accept(json.substring(first, second))
                        + keys.accept(json.substring(second));
                assertThat(passed).as("cut at %d and %d", first, second).isEqualTo(expected);
            }
        }
    }

    @Test
    void onlySpacesInKeysAreHeldBack() {
        ArgumentKeys keys = new ArgumentKeys(() -> KNOWN);

        assertThat(keys.accept("{\"a ")).isEqualTo("{\"a");
        assertThat(keys.accept("b\":\"c ")).isEqualTo(" b\":\"c ");
    }
}
