package io.infiniproxy.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.sql.DatabaseContract;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

        assertThat(onlyRow()).hasSize(usage.toRow().size() + 1).containsKey("id");
        assertThat(normalised(onlyRow())).containsAllEntriesOf(normalised(usage.toRow()));
    }

    @Test
    void writesARecordOfWhichLittleIsKnown() {
        var usage = TestUsage.bareRecord("r1");

        write(usage);

        assertThat(normalised(onlyRow())).containsAllEntriesOf(normalised(usage.toRow()));
    }

    @Test
    void writesAnyWords() {
        write(TestUsage.record("r1", 1, 2, "2026-11-22T16:48:00Z", "a\u0000b\ud800" + "c".repeat(1_000)));

        assertThat((String) onlyRow().get("model")).startsWith("a\ufffdb\ufffdcc").hasSize(500);
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

    @Test
    void marksKeysAsUsedAtTheirLatestRecord() {
        sql.sql("insert into users (username, created_at) values ('alice', 't')").update();
        var user = sql.sql("select id from users").query(Long.class).single();
        sql.sql("insert into api_keys (user_id, key_hash, key_prefix, created_at) values (:user, 'h', 'p', 't')")
                .param("user", user)
                .update();
        var key = sql.sql("select id from api_keys").query(Long.class).single();

        run(
                TestUsage.MARK_USED,
                TestUsage.record("r2", key, user, "2026-11-22T16:48:05Z", "sonnet"),
                TestUsage.record("r1", key, user, "2026-11-22T16:48:00Z", "sonnet"),
                TestUsage.bareRecord("r3"));

        assertThat(sql.sql("select last_used_at from api_keys").query(String.class).single())
                .isEqualTo("2026-11-22T16:48:05.000Z");
    }

    private void write(UsageRecord... records) {
        run(TestUsage.INSERT, records);
    }

    private void run(String statement, UsageRecord... records) {
        var rows = List.of(records).stream().map(UsageRecord::toRow).toList();
        camel.createProducerTemplate().sendBody("sql:" + statement.replaceAll("\\s+", " ").strip() + "?batch=true", rows);
    }

    private Map<String, Object> onlyRow() {
        return sql.sql("select * from usage_records").query().singleRow();
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
