package io.infiniproxy.usage.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.usage.DateRange;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PartTest {
    private static final List<RollUp> ALL = List.of(RollUp.MONTHS, RollUp.DAYS, RollUp.HOURS, RollUp.RECORDS);

    @Test
    void readsOpenRangesFromMonths() {
        assertThat(parts(null, null)).containsExactly("usage_months 0000-01 9999-12");
    }

    @Test
    void readsTheEdgesFromFinerTables() {
        assertThat(parts("2026-01-30T22:30:00.500Z", "2026-04-02T01:15:00.000Z"))
                .containsExactly(
                        "usage_records 2026-01-30T22:30:00.500Z 2026-01-30T23:00:00.000Z",
                        "usage_hours 2026-01-30T23 2026-01-31T00",
                        "usage_days 2026-01-31 2026-02-01",
                        "usage_months 2026-02 2026-04",
                        "usage_days 2026-04-01 2026-04-02",
                        "usage_hours 2026-04-02T00 2026-04-02T01",
                        "usage_records 2026-04-02T01:00:00.000Z 2026-04-02T01:15:00.001Z");
    }

    @Test
    void readsNoRecordsForWholeHours() {
        assertThat(parts("2026-01-31T05:00:00", "2026-01-31T05:59:59")).containsExactly("usage_hours 2026-01-31T05 2026-01-31T06");
        assertThat(parts("2026-01-31", "2026-02-01")).containsExactly("usage_days 2026-01-31 2026-02-02");
        assertThat(parts("2026-02-01", "2026-02-28")).containsExactly("usage_months 2026-02 2026-03");
    }

    @Test
    void readsLessThanAnHourFromRecords() {
        assertThat(parts("2026-01-31T05:30:00.000Z", "2026-01-31T06:29:59.999Z"))
                .containsExactly("usage_records 2026-01-31T05:30:00.000Z 2026-01-31T06:30:00.000Z");
    }

    @Test
    void endsBeforeTheYear10000() {
        assertThat(parts("9999-01-01", "9999-12-31")).containsExactly("usage_months 9999-01 9999-12");
        assertThat(parts("9999-12-30", "9999-12-31")).isEmpty();
    }

    private static List<String> parts(String from, String to) {
        return Part.of(DateRange.parse(from, to), ALL).stream()
                .map(part -> part.rollUp().table() + " " + part.firstText() + " " + part.endText())
                .toList();
    }
}
