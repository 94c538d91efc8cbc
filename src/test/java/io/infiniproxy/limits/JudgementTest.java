package io.infiniproxy.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.infiniproxy.json.Json;
import io.infiniproxy.testing.Seeds;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class JudgementTest {
    private static final long NOW_MS = Instant.parse("2026-11-25T10:00:00Z").toEpochMilli(); // a Wednesday
    private static final Demand DEMAND = new Demand(100, 1000, 5_000_000L);

    /** The limits, the state, and what is said. A level is what is left now. */
    static Stream<Arguments> verdicts() {
        return Stream.of(
                arguments("{'requests_per_minute': 60}", levels(1.0, null), 0, PeriodUse.NONE, null),
                arguments("{'requests_per_minute': 60}", levels(0.5, null), 0, PeriodUse.NONE,
                        "1: The API key 7 has a limit of 60 requests per minute, which are used up; the next is free in 1 s"),
                arguments("{'requests_per_minute': 2}", levels(0.0, null), 0, PeriodUse.NONE,
                        "30: The API key 7 has a limit of 2 requests per minute, which are used up; the next is free in 30 s"),
                arguments("{'tokens_per_minute': 1000}", levels(null, 0.5), 0, PeriodUse.NONE, null),
                arguments("{'tokens_per_minute': 1000}", levels(null, -500.0), 0, PeriodUse.NONE,
                        "31: The API key 7 has a limit of 1000 tokens per minute, which are used up; tokens are free again in 31 s"),
                arguments("{'concurrent_requests': 2}", Levels.FULL, 1, PeriodUse.NONE, null),
                arguments("{'concurrent_requests': 2}", Levels.FULL, 2, PeriodUse.NONE,
                        "1: The API key 7 has a limit of 2 concurrent requests, and 2 are under way; another is possible when one of"
                                + " them has ended"),
                arguments("{'budgets': [{'period': 'day', 'tokens': 5000}]}", Levels.FULL, 0, new PeriodUse(3000, 0, 1999, 0), null),
                arguments("{'budgets': [{'period': 'day', 'tokens': 5000}]}", Levels.FULL, 0, new PeriodUse(3000, 0, 2000, 0),
                        "2: The API key 7 has a budget of 5000 tokens per day, of which 5000 are used or reserved by requests that are"
                                + " under way; try again when one of them has ended"),
                arguments("{'budgets': [{'period': 'day', 'tokens': 5000}]}", Levels.FULL, 0, new PeriodUse(5001, 0, 0, 0),
                        "null: The API key 7 has a budget of 5000 tokens per day, of which 5001 are used; it is free again at"
                                + " 2026-11-26T00:00:00Z"),
                arguments("{'budgets': [{'period': 'week', 'cost': 2.5}]}", Levels.FULL, 0,
                        new PeriodUse(9, 2_500_000_000L, 0, 0),
                        "null: The API key 7 has a budget of 2.5 (cost) per week, of which 2.5 are used; it is free again at"
                                + " 2026-11-30T00:00:00Z"),
                arguments("{'budgets': [{'period': 'month', 'tokens': 1}]}", Levels.FULL, 0, new PeriodUse(1, 0, 0, 0),
                        "null: The API key 7 has a budget of 1 tokens per month, of which 1 are used; it is free again at"
                                + " 2026-12-01T00:00:00Z"),
                arguments("{'budgets': [{'period': 'total', 'tokens': 1}]}", Levels.FULL, 0, new PeriodUse(1, 0, 0, 0),
                        "null: The API key 7 has a budget of 1 tokens in total, of which 1 are used; it does not end by itself, an"
                                + " admin can raise it"));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void judges(String limits, Levels levels, int inFlight, PeriodUse use, String refusal) throws Exception {
        Limited subject = apiKey(limits);
        Map<Period, PeriodUse> uses = subject.limits().budgets().isEmpty()
                ? Map.of()
                : Map.of(subject.limits().budgets().getFirst().period(), use);

        Verdict verdict = Judgement.of(List.of(subject), List.of(new SubjectState(levels, inFlight, uses)), DEMAND, NOW_MS);

        assertThat(words(verdict)).isEqualTo(refusal);
    }

    @Test
    void tellsOfTheLimitThatKeepsTheClientLongest() throws Exception {
        Limited key = apiKey("{'requests_per_minute': 60, 'concurrent_requests': 1}");
        Limited user = new Limited(Subject.ofUser(3), "The user alice", limits("{'tokens_per_minute': 600}"));
        List<SubjectState> states = List.of(
                new SubjectState(levels(0.0, null), 1, Map.of()), new SubjectState(levels(null, -600.0), 0, Map.of()));

        assertThat(words(Judgement.of(List.of(key, user), states, DEMAND, NOW_MS))).startsWith("61: The user alice has a limit of 600 tokens");
    }

    @Test
    void tellsOfTheSpentBudgetThatIsFreeAgainLast() throws Exception {
        String day = "{'period': 'day', 'tokens': 1}";
        String week = "{'period': 'week', 'tokens': 1}";
        String total = "{'period': 'total', 'tokens': 1}";

        assertThat(ofSpent(day, total)).contains(" in total, ");
        assertThat(ofSpent(total, day)).contains(" in total, ");
        assertThat(ofSpent(day, week)).contains(" per week, ");
        assertThat(ofSpent(week, day)).contains(" per week, ");
    }

    private static String ofSpent(String... budgets) throws Exception {
        Limited subject = apiKey("{'budgets': [" + String.join(", ", budgets) + "]}");
        Map<Period, PeriodUse> uses = new EnumMap<>(Period.class);
        subject.limits().budgets().forEach(budget -> uses.put(budget.period(), new PeriodUse(1, 0, 0, 0)));
        return words(Judgement.of(List.of(subject), List.of(new SubjectState(Levels.FULL, 0, uses)), DEMAND, NOW_MS));
    }

    @Test
    void tellsHowFarTheTighterLimitIsUsedUp() throws Exception {
        Limited key = apiKey("{'requests_per_minute': 60, 'tokens_per_minute': 6000}");
        Limited user = new Limited(Subject.ofUser(3), "The user alice", limits("{'requests_per_minute': 30}"));
        List<SubjectState> states = List.of(new SubjectState(levels(20.5, 3000.0), 0, Map.of()),
                new SubjectState(levels(21.0, null), 0, Map.of()));

        Rates rates = Judgement.of(List.of(key, user), states, DEMAND, NOW_MS).rates();

        assertThat(rates.requests()).isEqualTo(new Rate(60, 19, Instant.ofEpochMilli(NOW_MS + 40_500)));
        assertThat(rates.tokens()).isEqualTo(new Rate(6000, 2900, Instant.ofEpochMilli(NOW_MS + 31_000)));
    }

    @Test
    void refillsInAMinuteAndNoFurther() throws Exception {
        Limits limits = limits("{'requests_per_minute': 60, 'tokens_per_minute': 6000}");
        Levels empty = levels(0.0, -3000.0);

        assertThat(empty.at(NOW_MS + 30_000, limits)).isEqualTo(new Levels(30.0, 0.0, NOW_MS + 30_000));
        assertThat(empty.at(NOW_MS + 600_000, limits)).isEqualTo(new Levels(60.0, 6000.0, NOW_MS + 600_000));
        assertThat(empty.at(NOW_MS - 1000, limits)).as("a clock that was set back").isEqualTo(empty);
        assertThat(new Levels(50.0, null, NOW_MS).at(NOW_MS, limits("{'requests_per_minute': 10}")))
                .as("a limit that was lowered").isEqualTo(new Levels(10.0, null, NOW_MS));
    }

    /** In any minute no more requests than the limit and what was saved up before, which is the limit again. */
    @Test
    void admitsNoMoreThanTheLimitInAnyMinute() {
        Seeds.check(50, random -> {
            int perMinute = 1 + random.nextInt(100);
            Limited subject = apiKey("{'requests_per_minute': " + perMinute + "}");
            Levels levels = Levels.FULL;
            long nowMs = NOW_MS;
            int admitted = 0;
            while (nowMs < NOW_MS + 600_000) {
                Verdict verdict = Judgement.of(List.of(subject), List.of(new SubjectState(levels, 0, Map.of())), DEMAND, nowMs);
                if (verdict instanceof Verdict.Admitted(List<Levels> after, Rates rates)) {
                    levels = after.getFirst();
                    admitted++;
                }
                nowMs += random.nextInt(1000);
            }
            assertThat(admitted).isLessThanOrEqualTo(perMinute * 11);
            assertThat(admitted).isGreaterThanOrEqualTo(Math.min(perMinute * 10, 1000));
        });
    }

    /** After the time that it is told, a client is admitted. */
    @Test
    void tellsATimeThatIsLongEnough() {
        Seeds.check(200, random -> {
            long perMinute = 1 + random.nextInt(100_000);
            Limited subject = apiKey("{'requests_per_minute': " + perMinute + ", 'tokens_per_minute': " + perMinute + "}");
            Levels levels = levels(random.nextDouble() * 1.5, random.nextDouble() * 2000 - 1500);
            SubjectState state = new SubjectState(levels, 0, Map.of());
            Verdict verdict = Judgement.of(List.of(subject), List.of(state), DEMAND, NOW_MS);
            if (verdict instanceof Verdict.Refused(Refusal refusal, Rates rates)) {
                long laterMs = NOW_MS + 1000 * refusal.waitSeconds();
                assertThat(Judgement.of(List.of(subject), List.of(state), DEMAND, laterMs)).isInstanceOf(Verdict.Admitted.class);
            }
        });
    }

    private static String words(Verdict verdict) {
        return verdict instanceof Verdict.Refused(Refusal refusal, Rates rates)
                ? refusal.waitSeconds() + ": " + refusal.message()
                : null;
    }

    private static Levels levels(Double requests, Double tokens) {
        return new Levels(requests, tokens, NOW_MS);
    }

    private static Limited apiKey(String limits) throws Exception {
        return new Limited(Subject.ofApiKey(7), "The API key 7", limits(limits));
    }

    private static Limits limits(String json) throws Exception {
        return LimitsJson.read(Json.read(json.replace('\'', '"')));
    }
}
