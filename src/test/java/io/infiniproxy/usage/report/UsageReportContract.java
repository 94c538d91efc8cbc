package io.infiniproxy.usage.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.audit.Actor;
import io.infiniproxy.keys.AccessListener;
import io.infiniproxy.keys.ApiKeySettings;
import io.infiniproxy.keys.ApiKeyStore;
import io.infiniproxy.keys.UserSettings;
import io.infiniproxy.keys.UserStore;
import io.infiniproxy.sql.DatabaseContract;
import io.infiniproxy.usage.Call;
import io.infiniproxy.usage.Cost;
import io.infiniproxy.usage.DateRange;
import io.infiniproxy.usage.Outcome;
import io.infiniproxy.usage.TestUsage;
import io.infiniproxy.usage.TokenUsage;
import io.infiniproxy.usage.UsageRecord;
import io.infiniproxy.usage.UsageRetention;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reports, whose figures are compared with sums of the records that were written. */
abstract class UsageReportContract extends DatabaseContract {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<String> MODELS = List.of("deepseek-chat", "glm-4.6", "qwen3");

    private final List<UsageRecord> written = new ArrayList<>();
    private UsageReport report;
    private RecordedRequests requests;

    /** Returns what the database would do for the statement. */
    protected abstract List<String> plan(String sql, Map<String, Object> values);

    @BeforeEach
    void fill() {
        report = new UsageReport(database.readDataSource(), Clock.fixed(NOW, ZoneOffset.UTC));
        requests = new RecordedRequests(database.readDataSource());
        var nobody = new AccessListener() {
            @Override
            public void apiKeyChanged(long apiKeyId) {}

            @Override
            public void userChanged(long userId) {}
        };
        var users = new UserStore(database, Clock.systemUTC(), nobody);
        var keys = new ApiKeyStore(database, Clock.systemUTC(), nobody);
        for (String name : List.of("alice", "bob")) {
            long user = users.create(name, UserSettings.NEW, Actor.ADMIN).id();
            keys.create(user, ApiKeySettings.named(name + "-laptop"), Actor.ADMIN);
            keys.create(user, ApiKeySettings.named(name + "-desktop"), Actor.ADMIN);
        }
        var random = new Random(7);
        for (int number = 0; number < 400; number++) {
            written.add(usageRecord(random, number));
        }
        TestUsage.insert(database, written.toArray(UsageRecord[]::new));
    }

    /** Keys 1 and 2 are alice's, 3 and 4 bob's; some records name little. */
    private static UsageRecord usageRecord(Random random, int number) {
        long key = 1 + random.nextInt(4);
        boolean bare = random.nextInt(20) == 0;
        long input = random.nextInt(1_000);
        return new UsageRecord(
                "req_" + number,
                Instant.parse("2025-11-20T00:00:00Z").plusMillis(random.nextLong(100L * 86_400_000)),
                bare ? null : key,
                bare ? null : (key + 1) / 2,
                new Call(
                        random.nextBoolean() ? "/v1/messages" : "/v1/chat/completions",
                        bare ? null : MODELS.get(random.nextInt(3)),
                        null,
                        bare ? null : random.nextBoolean() ? "api.one.example" : "api.two.example",
                        random.nextBoolean(),
                        "claude-cli",
                        "session-" + random.nextInt(5)),
                new TokenUsage(input, random.nextInt(500), input / 2, input / 4, random.nextInt(50), random.nextInt(9) == 0),
                random.nextInt(3) == 0 ? null : random.nextLong(5_000_000),
                Outcome.values()[random.nextInt(3)],
                200,
                12L,
                34L);
    }

    @Test
    void sumsUpByEveryDimension() {
        for (Dimension by : Dimension.values()) {
            var range = by == Dimension.HOUR
                    ? DateRange.parse("2026-01-01", "2026-01-31")
                    : DateRange.ALL;
            assertThat(sums(query(List.of(by), range, UsageFilter.ALL))).as(by.text()).isEqualTo(expected(List.of(by), range, r -> true));
        }
    }

    @Test
    void sumsUpByTwoDimensions() {
        for (var by : List.of(
                List.of(Dimension.USER, Dimension.MODEL),
                List.of(Dimension.DAY, Dimension.KEY),
                List.of(Dimension.MODEL, Dimension.DAY),
                List.of(Dimension.ENDPOINT, Dimension.BACKEND))) {
            assertThat(sums(query(by, DateRange.ALL, UsageFilter.ALL))).isEqualTo(expected(by, DateRange.ALL, r -> true));
        }
    }

    @Test
    void isExactToTheMillisecond() {
        var random = new Random(8);
        for (int round = 0; round < 40; round++) {
            var one = written.get(random.nextInt(written.size())).timestamp();
            var other = written.get(random.nextInt(written.size())).timestamp();
            var range = one.isBefore(other) ? new DateRange(one, other) : new DateRange(other, one);
            assertThat(sums(query(List.of(Dimension.MODEL), range, UsageFilter.ALL)))
                    .as(range.toString())
                    .isEqualTo(expected(List.of(Dimension.MODEL), range, r -> true));
            assertThat(sums(query(List.of(Dimension.DAY), range, UsageFilter.ofUser(1))))
                    .isEqualTo(expected(List.of(Dimension.DAY), range, r -> Objects.equals(r.userId(), 1L)));
        }
    }

    @Test
    void filters() {
        var range = DateRange.parse("2025-12-05T10:30:00Z", "2026-02-10T11:45:00Z");
        Map<UsageFilter, Predicate<UsageRecord>> filters = Map.of(
                UsageFilter.ofUser(2), r -> Objects.equals(r.userId(), 2L),
                UsageFilter.ofApiKey(3), r -> Objects.equals(r.apiKeyId(), 3L),
                new UsageFilter(null, null, "qwen3", null, null, null, null, null), r -> "qwen3".equals(r.call().model()),
                new UsageFilter(1L, null, null, "api.one.example", null, "failed", null, null),
                        r -> Objects.equals(r.userId(), 1L)
                                && "api.one.example".equals(r.call().backend())
                                && r.outcome() == Outcome.FAILED,
                new UsageFilter(null, null, null, null, "/v1/messages", null, null, null),
                        r -> r.call().endpoint().equals("/v1/messages"));
        filters.forEach((filter, passes) -> {
            for (Dimension by : List.of(Dimension.KEY, Dimension.MODEL, Dimension.DAY)) {
                assertThat(sums(query(List.of(by), range, filter))).as(filter.toString()).isEqualTo(expected(List.of(by), range, passes));
            }
        });
    }

    @Test
    void namesUsersAndKeys() {
        var row = report.rows(query(List.of(Dimension.KEY), DateRange.ALL, UsageFilter.ofApiKey(3))).getFirst();

        assertThat(row.members().keySet())
                .containsExactly(
                        "user_id", "username", "api_key_id", "key_name", "key_prefix", "requests", "failed_requests",
                        "cancelled_requests", "input_tokens", "cache_read_input_tokens", "cache_creation_input_tokens",
                        "output_tokens", "reasoning_tokens", "total_tokens", "cost", "unpriced_requests",
                        "estimated_requests");
        assertThat(row.group()).containsEntry("username", "bob").containsEntry("key_name", "bob-laptop");
        assertThat((String) row.group().get("key_prefix")).startsWith("sk-");
    }

    @Test
    void anUnpricedModelIsNotFree() {
        var sums = new UsageSums(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0);

        assertThat(sums.cost()).isNull();
        assertThat(new UsageSums(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0).cost()).isNull();
    }

    @Test
    void readsSumsByAnIndexAndNoRecords() {
        for (Dimension first : Dimension.values()) {
            for (Dimension second : Dimension.values()) {
                if (first == second || first.isTime() && second.isTime()) {
                    continue;
                }
                for (UsageFilter filter : List.of(
                        UsageFilter.ALL,
                        UsageFilter.ofUser(1),
                        UsageFilter.ofApiKey(1),
                        new UsageFilter(null, null, "qwen3", null, null, "failed", null, null))) {
                    var query = query(List.of(first, second), DateRange.parse("2026-01-05T07:00:00", "2026-01-25"), filter);
                    var statement = ReportStatement.of(query, 10);
                    assertThat(plan(statement.sql(), statement.values()))
                            .as(statement.sql())
                            .noneMatch(step -> step.contains("usage_records"))
                            .noneMatch(step -> step.contains("SCAN usage_") || step.contains("Seq Scan on usage_"))
                            .anyMatch(step -> step.contains("usage_"));
                }
            }
        }
    }

    @Test
    void readsPartsOfHoursByAnIndex() {
        var query = query(List.of(Dimension.MODEL), DateRange.parse("2026-01-05T07:30:00", "2026-01-25"), UsageFilter.ALL);
        var statement = ReportStatement.of(query, 10);

        assertThat(plan(statement.sql(), statement.values()))
                .anyMatch(step -> step.contains("usage_records"))
                .noneMatch(step -> step.contains("SCAN usage_") || step.contains("Seq Scan on usage_"));
    }

    @Test
    void refusesReportsThatAreTooLong() {
        assertThatThrownBy(() -> report.rows(query(List.of(Dimension.HOUR), DateRange.ALL, UsageFilter.ALL)))
                .isInstanceOf(InvalidReportException.class)
                .hasMessage("from: expected a range of 31 days at most, as by has hour");
        assertThat(report.rows(query(List.of(Dimension.HOUR), DateRange.parse("2026-02-01", null), UsageFilter.ALL))).isNotEmpty();
        assertThat(report.rows(query(List.of(Dimension.DAY), DateRange.parse("9999-12-30", null), UsageFilter.ALL))).isEmpty();
    }

    @Test
    void pagesThroughAllRecordsBothWays() {
        var newestFirst = new ArrayList<String>();
        Cursor cursor = null;
        for (var page = requests.before(null, UsageFilter.ALL, DateRange.ALL, 37); !page.isEmpty(); ) {
            page.forEach(request -> newestFirst.add((String) request.columns().get("request_id")));
            cursor = Cursor.parse(page.getLast().cursor().text());
            page = requests.before(cursor, UsageFilter.ALL, DateRange.ALL, 37);
        }
        var oldestFirst = new ArrayList<String>();
        for (var page = requests.after(null, UsageFilter.ALL, DateRange.ALL, 41); !page.isEmpty(); ) {
            page.forEach(request -> oldestFirst.add((String) request.columns().get("request_id")));
            page = requests.after(page.getLast().cursor(), UsageFilter.ALL, DateRange.ALL, 41);
        }

        assertThat(newestFirst).hasSize(written.size()).doesNotHaveDuplicates();
        assertThat(newestFirst.reversed()).isEqualTo(oldestFirst);
        assertThat(oldestFirst)
                .isEqualTo(written.stream()
                        .sorted((one, other) -> one.timestamp().compareTo(other.timestamp()))
                        .map(UsageRecord::requestId)
                        .toList());
    }

    @Test
    void listsRecordsOfAFilter() {
        var filter = new UsageFilter(1L, null, "qwen3", null, null, "completed", "session-1", null);
        var range = DateRange.parse("2025-12-01", "2026-01-31");

        assertThat(requests.before(null, filter, range, 1_000))
                .isNotEmpty()
                .hasSize((int) written.stream()
                        .filter(within(range))
                        .filter(r -> Objects.equals(r.userId(), 1L) && "qwen3".equals(r.call().model()))
                        .filter(r -> r.outcome() == Outcome.COMPLETED && r.call().sessionId().equals("session-1"))
                        .count());
    }

    @Test
    void listsNothingOfWhatThereIsNot() {
        var filter = new UsageFilter(null, null, "never-asked", null, null, null, null, null);

        assertThat(requests.before(null, filter, DateRange.ALL, 10)).isEmpty();
        assertThat(requests.after(null, UsageFilter.ALL, DateRange.parse("2024-01-01", "2024-12-31"), 10)).isEmpty();
    }

    @Test
    void listsWhatARecordHolds() {
        var first = written.getFirst();
        var one = requests.before(null, new UsageFilter(null, null, null, null, null, null, null, "req_0"), DateRange.ALL, 9);

        assertThat(one).hasSize(1);
        assertThat(one.getFirst().columns().keySet()).containsExactlyElementsOf(RecordedRequests.COLUMNS);
        assertThat(one.getFirst().columns())
                .containsEntry("user_id", first.userId())
                .containsEntry("status", 200L)
                .containsEntry("stream", first.call().stream())
                .containsEntry("is_estimated", first.tokens().isEstimated())
                .containsEntry("cost", first.costNanos() == null ? null : Cost.ofNanos(first.costNanos()))
                .containsEntry("session_id", first.call().sessionId());
    }

    @Test
    void deletesTheOldestRecordsAndKeepsTheSums() {
        var before = sums(query(List.of(Dimension.MODEL), DateRange.ALL, UsageFilter.ALL));
        var end = Instant.parse("2026-01-01T00:00:00Z");
        long old = written.stream().filter(r -> r.timestamp().isBefore(end)).count();
        var retention = new UsageRetention(database.dataSource());

        assertThat(retention.deleteBefore(end, 10)).isEqualTo(10);
        assertThat(retention.deleteBefore(end, 1_000)).isEqualTo((int) old - 10);
        assertThat(retention.deleteBefore(end, 1_000)).isZero();

        assertThat(JdbcClient.create(database.readDataSource())
                        .sql("select min(timestamp) from usage_records")
                        .query(String.class)
                        .single())
                .startsWith("2026-01");
        assertThat(sums(query(List.of(Dimension.MODEL), DateRange.ALL, UsageFilter.ALL))).isEqualTo(before);
    }

    private static ReportQuery query(List<Dimension> by, DateRange range, UsageFilter filter) {
        return new ReportQuery(by, range, filter);
    }

    private Map<String, UsageSums> sums(ReportQuery query) {
        return report.rows(query).stream()
                .collect(Collectors.toMap(
                        row -> query.groupColumns().stream().map(column -> "" + row.group().get(column)).collect(Collectors.joining("|")),
                        ReportRow::sums,
                        (one, other) -> {
                            throw new AssertionError("expected each group once");
                        },
                        TreeMap::new));
    }

    private Map<String, UsageSums> expected(List<Dimension> by, DateRange range, Predicate<UsageRecord> passes) {
        var columns = query(by, range, UsageFilter.ALL).groupColumns();
        Map<String, List<UsageRecord>> groups = written.stream()
                .filter(passes.and(within(range)))
                .collect(Collectors.groupingBy(r -> columns.stream()
                        .map(column -> "" + value(column).apply(r))
                        .collect(Collectors.joining("|"))));
        Map<String, UsageSums> sums = new TreeMap<>();
        groups.forEach((group, records) ->
                sums.put(group, UsageSums.of(records.stream().map(UsageReportContract::sums).toList())));
        return sums;
    }

    private static Predicate<UsageRecord> within(DateRange range) {
        return r -> Stream.of(r.timestamp())
                .filter(time -> range.start() == null || !time.isBefore(range.start()))
                .anyMatch(time -> range.end() == null || !time.isAfter(range.end()));
    }

    private static Function<UsageRecord, Object> value(String column) {
        return switch (column) {
            case "user_id" -> UsageRecord::userId;
            case "api_key_id" -> UsageRecord::apiKeyId;
            case "model" -> r -> r.call().model();
            case "endpoint" -> r -> r.call().endpoint();
            case "backend" -> r -> r.call().backend();
            case "day" -> r -> r.timestamp().toString().substring(0, 10);
            default -> r -> r.timestamp().toString().substring(0, 13) + ":00:00Z";
        };
    }

    private static UsageSums sums(UsageRecord r) {
        return new UsageSums(
                1,
                r.outcome() == Outcome.FAILED ? 1 : 0,
                r.outcome() == Outcome.CANCELLED ? 1 : 0,
                r.tokens().inputTokens(),
                r.tokens().cacheReadInputTokens(),
                r.tokens().cacheCreationInputTokens(),
                r.tokens().outputTokens(),
                r.tokens().reasoningTokens(),
                r.tokens().totalTokens(),
                r.costNanos() == null ? 0 : r.costNanos(),
                r.costNanos() == null ? 1 : 0,
                r.tokens().isEstimated() ? 1 : 0);
    }
}
