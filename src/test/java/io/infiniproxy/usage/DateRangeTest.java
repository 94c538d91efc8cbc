package io.infiniproxy.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DateRangeTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-31,                      2026-01-31T00:00:00.000Z, 2026-01-31T23:59:59.999Z",
        "2024-02-29,                      2024-02-29T00:00:00.000Z, 2024-02-29T23:59:59.999Z",
        "2026-01-31T10:20,                2026-01-31T10:20:00.000Z, 2026-01-31T10:20:00.999Z",
        "2026-01-31T10:20:30,             2026-01-31T10:20:30.000Z, 2026-01-31T10:20:30.999Z",
        "2026-01-31T10:20:30Z,            2026-01-31T10:20:30.000Z, 2026-01-31T10:20:30.999Z",
        "2026-01-31T10:20:30.5Z,          2026-01-31T10:20:30.500Z, 2026-01-31T10:20:30.500Z",
        "2026-01-31T10:20:30.123456,      2026-01-31T10:20:30.123Z, 2026-01-31T10:20:30.123Z",
        "2026-01-31T01:00:00+08:00,       2026-01-30T17:00:00.000Z, 2026-01-30T17:00:00.999Z",
        "2026-01-31T01:00:00 08:00,       2026-01-30T17:00:00.000Z, 2026-01-30T17:00:00.999Z",
        "2026-01-31T01:00:00+0800,        2026-01-30T17:00:00.000Z, 2026-01-30T17:00:00.999Z",
        "2026-01-31T01:00:00+08,          2026-01-30T17:00:00.000Z, 2026-01-30T17:00:00.999Z",
        "2026-01-31T20:00-05:00,          2026-02-01T01:00:00.000Z, 2026-02-01T01:00:00.999Z",
        "2026-01-31 10:20:30 08:00,       2026-01-31T02:20:30.000Z, 2026-01-31T02:20:30.999Z",
        "' 2026-01-31 ',                  2026-01-31T00:00:00.000Z, 2026-01-31T23:59:59.999Z"
    })
    void readsDatesAndTimes(String text, String start, String end) {
        var range = DateRange.parse(text, text);

        assertThat(range.startText()).isEqualTo(start);
        assertThat(range.endText()).isEqualTo(end);
    }

    @Test
    void leavesBlankEndsOpen() {
        assertThat(DateRange.parse(null, " ")).isEqualTo(DateRange.ALL);
        assertThat(DateRange.parse("2026-01-31", null).endText()).isNull();
        assertThat(DateRange.parse("", "2026-01-31").startText()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x", "31.01.2026", "2026-1-31", "2026-02-30", "2026-02-29", "2026-13-01", "20260131", "1769850000",
                "2026-01-31T", "2026-01-31T25:00", "2026-01-31T24:00:00", "2026-01-31T10", "2026-01-31T10:20:30+99:00",
                "2026-01-31T10:20:30X", "2026-01-31Z", "+12026-01-31", "9999-12-31T23:59:59-01:00", "2026-01-31T10:20:30.Z"
            })
    void refusesWhatIsNoDate(String text) {
        assertThatThrownBy(() -> DateRange.parse(text, null))
                .isInstanceOf(InvalidDateRangeException.class)
                .hasMessage("start_date: expected an ISO date or date-time such as 2026-01-31 or 2026-01-31T23:59:59Z, got \""
                        + text + "\"");
        assertThatThrownBy(() -> DateRange.parse(null, text)).hasMessageStartingWith("end_date: expected an ISO date");
    }

    @Test
    void refusesAStartAfterTheEnd() {
        assertThatThrownBy(() -> DateRange.parse("2026-02-01", "2026-01-31T23:59:59Z"))
                .isInstanceOf(InvalidDateRangeException.class)
                .hasMessage("start_date: expected a date not after the end_date \"2026-01-31T23:59:59Z\","
                        + " got \"2026-02-01\"");
    }
}
