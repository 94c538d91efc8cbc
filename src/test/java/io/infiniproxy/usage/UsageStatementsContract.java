package io.infiniproxy.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.infiniproxy.json.Json;
import io.infiniproxy.sql.DatabaseContract;
import io.infiniproxy.testing.Seeds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.component.sql.SqlComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements of the usage route, run by camel-sql as the route runs them. */
abstract class UsageStatementsContract extends DatabaseContract {
    private CamelContext camel;
    private JdbcClient sql;

    @BeforeEach
    void startCamel() {
        sql = JdbcClient.create(database.dataSource());
        var component = new SqlComponent();
        component.setDataSource(database.dataSource());
        camel = new DefaultCamelContext();
        camel.addComponent("sql", component);
        camel.start();
    }

    @AfterEach
    void stopCamel() {
        camel.stop();
    }

    @Test
    void writesEveryColumnOfARecord() {
        var usage = TestUsage.record("r1", 1, 2, "2026-11-22T16:48:00.123Z", "sonnet");

        write(usage);

        assertThat(onlyRow()).doesNotContainValue(null).hasSize(normalised(usage).size() + 1).containsKey("id");
        assertThat(normalised(onlyRow())).containsAllEntriesOf(normalised(usage));
    }

    @Test
    void writesARecordOfWhichLittleIsKnown() {
        var usage = TestUsage.bareRecord("r1");

        write(usage);

        assertThat(normalised(onlyRow())).containsAllEntriesOf(normalised(usage)).containsEntry("model", "null");
    }

    @Test
    void writesAnyWords() {
        write(TestUsage.record("r1", 1, 2, "2026-11-22T16:48:00Z", "a\u0000b\ud800\"\\" + "\ud83d\ude00".repeat(1_000)));

        assertThat((String) onlyRow().get("model")).startsWith("a\ufffdb\ufffd\"\\\ud83d\ude00").hasSize(6 + 2 * 114);
    }

    @Test
    void sumsUpByHourAndDay() {
        write(
                TestUsage.record("r1", 1, 2, "2026-11-22T16:48:00Z", "sonnet"),
                TestUsage.record("r2", 1, 2, "2026-11-22T16:59:59.999Z", "sonnet"),
                TestUsage.record("r3", 1, 2, "2026-11-22T17:00:00Z", "sonnet"));
        write(TestUsage.record("r1", 1, 2, "2026-11-22T16:48:00Z", "sonnet"), TestUsage.bareRecord("r4"));

        assertThat(sums("usage_hours", "hour"))
                .containsExactly(
                        "2026-11-22T16 0 /v1/embeddings  failed 1 1 1 7 0 0 0 0 7 0",
                        "2026-11-22T16 1 /v1/messages sonnet completed 2 0 0 200 120 60 20 8 220 5000000",
                        "2026-11-22T17 1 /v1/messages sonnet completed 1 0 0 100 60 30 10 4 110 2500000");
        assertThat(sums("usage_days", "day"))
                .containsExactly(
                        "2026-11-22 0 /v1/embeddings  failed 1 1 1 7 0 0 0 0 7 0",
                        "2026-11-22 1 /v1/messages sonnet completed 3 0 0 300 180 90 30 12 330 7500000");
    }

    private List<String> sums(String table, String period) {
        return sql.sql("select " + period + ", api_key_id, endpoint, model, outcome, requests, estimated_requests,"
                        + " unpriced_requests, input_tokens, cache_read_input_tokens, cache_creation_input_tokens, output_tokens,"
                        + " reasoning_tokens, total_tokens, cost_nanos from " + table + " order by 1, 2")
                .query((row, number) -> IntStream.rangeClosed(1, row.getMetaData().getColumnCount())
                        .mapToObj(column -> string(row, column))
                        .collect(Collectors.joining(" ")))
                .list();
    }

    private static String string(ResultSet row, int column) {
        try {
            return row.getString(column);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void countsARecordOnceHoweverOftenItIsWritten() {
        var first = TestUsage.record("r1", 1, 2, "2026-11-22T16:48:00Z", "sonnet");
        var second = TestUsage.record("r2", 1, 2, "2026-11-22T16:48:00Z", "sonnet");

        write(first, first);
        write(first, second);

        assertThat(sql.sql("select request_id from usage_records order by id").query(String.class).list())
                .containsExactly("r1", "r2");
    }

    /** Within a batch, and later. */
    @Test
    void theSumsAreThoseOfTheRecordsWhateverComesTwice() {
        Seeds.check(5, random -> {
            var requestIds = new TreeSet<String>();
            for (int batch = 0; batch < 8; batch++) {
                var records = randomRecords(random);
                write(records);
                Arrays.stream(records).map(UsageRecord::requestId).forEach(requestIds::add);
                String ofRecords = totals("usage_records", "count(*)");
                assertThat(ofRecords).startsWith(requestIds.size() + " ");
                for (String table : List.of("usage_hours", "usage_days", "usage_months", "usage_day_keys", "usage_day_models")) {
                    assertThat(totals(table, "sum(requests)")).as(table).isEqualTo(ofRecords);
                }
                assertThat(groupsOf("usage_hours", "hour, api_key_id, model, sum(requests)"))
                        .isEqualTo(groupsOf(
                                "usage_records", "substr(timestamp, 1, 13), coalesce(api_key_id, 0), coalesce(model, ''), count(*)"));
            }
            clear();
        });
    }

    @Test
    void recordsCountAlsoAfterTheNewestWasDeleted() {
        write(TestUsage.record("r1", 1, 2, "2026-11-22T16:48:00Z", "sonnet"));
        write(TestUsage.record("r2", 1, 2, "2026-11-22T16:48:00Z", "sonnet"));
        sql.sql("delete from usage_records where request_id = 'r2'").update();

        write(TestUsage.record("r1", 1, 2, "2026-11-22T16:48:00Z", "sonnet"), TestUsage.record("r3", 1, 2, "2026-11-22T16:48:00Z", "sonnet"));

        assertThat(sql.sql("select requests from usage_hours").query(Long.class).list()).containsExactly(3L);
    }

    private static UsageRecord[] randomRecords(Random random) {
        return Stream.generate(() -> {
                    String id = "r" + random.nextInt(120);
                    return random.nextInt(9) == 0
                            ? TestUsage.bareRecord(id)
                            : TestUsage.record(
                                    id,
                                    1 + random.nextInt(3),
                                    1 + random.nextInt(2),
                                    "2026-11-" + (28 + random.nextInt(3)) + "T1" + random.nextInt(3) + ":48:00Z",
                                    "model-" + random.nextInt(3));
                })
                .limit(1 + random.nextInt(40))
                .toArray(UsageRecord[]::new);
    }

    private String totals(String table, String count) {
        return sql.sql("select " + count + " as records, sum(total_tokens) as tokens, sum(cost_nanos) as cost from " + table)
                .query((row, number) -> row.getLong("records") + " " + row.getLong("tokens") + " " + row.getLong("cost"))
                .single();
    }

    private List<String> groupsOf(String table, String columns) {
        return sql.sql("select " + columns + " from " + table + " group by 1, 2, 3 order by 1, 2, 3")
                .query((row, number) -> row.getString(1) + " " + row.getLong(2) + " " + row.getString(3) + " " + row.getLong(4))
                .list();
    }

    private void clear() {
        for (String table : List.of(
                "usage_records", "usage_hours", "usage_days", "usage_months", "usage_day_keys", "usage_day_models")) {
            sql.sql("delete from " + table).update();
        }
    }

    @Test
    void marksKeysAsUsedAtTheirLatestRecord() {
        sql.sql("insert into users (username, created_at) values ('alice', 't')").update();
        var user = sql.sql("select id from users").query(Long.class).single();
        sql.sql("insert into api_keys (user_id, key_hash, key_prefix, created_at) values (:user, 'h', 'p', 't')")
                .param("user", user)
                .update();
        var key = sql.sql("select id from api_keys").query(Long.class).single();

        writeAndMark(
                TestUsage.record("r2", key, user, "2026-11-22T16:48:05Z", "sonnet"),
                TestUsage.record("r1", key, user, "2026-11-22T16:48:00Z", "sonnet"),
                TestUsage.bareRecord("r3"));
        writeAndMark(TestUsage.record("r4", key, user, "2026-11-22T16:47:00Z", "sonnet"));

        assertThat(sql.sql("select last_used_at from api_keys").query(String.class).single())
                .isEqualTo("2026-11-22T16:48:05.000Z");
    }

    private void writeAndMark(UsageRecord... records) {
        write(records);
        if (database.kind().equals("postgresql")) {
            run("update-last-used.sql", records);
        }
    }

    private void write(UsageRecord... records) {
        run("insert-usage-records.sql", records);
    }

    private void run(String file, UsageRecord... records) {
        camel.createProducerTemplate()
                .sendBody("sql:classpath:sql/" + database.kind() + "/" + file, TestUsage.array(records));
    }

    private Map<String, Object> onlyRow() {
        return sql.sql("select * from usage_records").query().singleRow();
    }

    private static Map<String, String> normalised(UsageRecord usage) {
        try {
            return normalised(Json.MAPPER.convertValue(Json.read(usage.json()), new TypeReference<Map<String, Object>>() {}));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** SQLite has no booleans and gives small numbers as Integer: compare as text. */
    private static Map<String, String> normalised(Map<String, Object> row) {
        return row.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, column -> text(column.getValue())));
    }

    private static String text(Object value) {
        return switch (value) {
            case null -> "null";
            case Boolean flag -> flag ? "1" : "0";
            default -> value.toString();
        };
    }
}
