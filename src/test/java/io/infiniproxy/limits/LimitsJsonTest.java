package io.infiniproxy.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.infiniproxy.json.Json;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LimitsJsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"1000", "1e3", "1000.0", "1000.000e0", "10000E-1"})
    void takesAnIntegerInAnySpelling(String number) throws JsonProcessingException {
        assertThat(read("{'requests_per_minute': " + number + ", 'tokens_per_minute': " + number + "}"))
                .isEqualTo(new Limits(1000, 1000L, null, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "9.3e18", "1e999999999", "1e-999999999", "-1e999999999", "'1'", "true"})
    void refusesWhatIsNoIntegerAboveZero(String number) {
        assertThatExceptionOfType(InvalidLimitsException.class)
                .isThrownBy(() -> read("{'tokens_per_minute': " + number + "}"))
                .withMessageStartingWith("limits.tokens_per_minute: expected an integer above 0, got ");
    }

    @ParameterizedTest
    @CsvSource({"0.000000001, 1", "1e-9, 1", "2.5, 2500000000", "1e3, 1000000000000", "0.0000000015, 2", "9223372036.854775807, 9223372036854775807"})
    void takesACost(String cost, long nanos) throws JsonProcessingException {
        assertThat(read("{'budgets': [{'period': 'day', 'cost': " + cost + "}]}").budgets())
                .containsExactly(new Budget(Period.DAY, null, nanos));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "0.0000000009", "9223372036.854775808", "1e999999999", "1e-999999999", "-1e-999999999", "'1'"})
    void refusesACostThatCannotBeCounted(String cost) {
        assertThatExceptionOfType(InvalidLimitsException.class)
                .isThrownBy(() -> read("{'budgets': [{'period': 'day', 'cost': " + cost + "}]}"))
                .withMessageStartingWith("limits.budgets[0].cost: expected a number of at least 0.000000001, got ");
    }

    private static Limits read(String json) throws JsonProcessingException {
        return LimitsJson.read(Json.read(json.replace('\'', '"')));
    }
}
