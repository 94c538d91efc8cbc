package io.infiniproxy.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.sql.Database;
import io.infiniproxy.usage.TestUsage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a copy brings from one kind of database to the other. */
abstract class MigrationContract {
    @TempDir
    Path dataDir;

    private Database from;
    private Database to;
    private JdbcClient source;
    private JdbcClient target;

    abstract String fromUrl();

    abstract String toUrl();

    @BeforeEach
    void open() {
        from = Database.open(fromUrl(), dataDir);
        to = Database.open(toUrl(), dataDir);
        source = JdbcClient.create(from.dataSource());
        target = JdbcClient.create(to.dataSource());
    }

    @AfterEach
    void close() {
        from.close();
        to.close();
    }

    /** A table that no migration of today makes, with a column of each kind. */
    private static void addTable(JdbcClient sql) {
        sql.sql("create table added (id bigint primary key, \"before\" text, share double precision, is_new boolean)")
                .update();
    }

    @Test
    void everyRowOfEveryTableIsThere() {
        addTable(source);
        addTable(target);
        fillEveryTable();

        MigrationReport report = Migration.run(from, to);

        for (String table : tables(source)) {
            assertThat(rows(source, table)).as(table).isNotEmpty();
            assertThat(rows(target, table)).as(table).isEqualTo(rows(source, table));
        }
        assertThat(report.differences()).isEmpty();
        assertThat(report.lines()).anyMatch(line -> line.matches("Tokens +220 +220"));
    }

    @Test
    void whatComesAfterwardsIsSummedUpOnce() {
        fillEveryTable();
        Migration.run(from, to);

        TestUsage.insert(to, TestUsage.record("req_9", 1, 1, "2026-11-22T16:59:00Z", "sonnet"));

        assertThat(target.sql("select sum(total_tokens) from usage_days").query(Long.class).single()).isEqualTo(330);
        assertThat(target.sql("select sum(total_tokens) from usage_records").query(Long.class).single()).isEqualTo(330);
    }

    @Test
    void noIdIsGivenTwice() {
        fillEveryTable();
        long gone = user(source, "gone");
        source.sql("delete from users where id = :id").param("id", gone).update();

        Migration.run(from, to);

        assertThat(user(target, "new")).isEqualTo(gone + 1);
    }

    @Test
    void copiesTwoEmptyDatabases() {
        Migration.run(from, to);

        assertThat(user(target, "first")).isEqualTo(1);
    }

    @Test
    void refusesADatabaseThatIsNotEmpty() {
        fillEveryTable();
        user(target, "somebody");

        assertThatThrownBy(() -> Migration.run(from, to))
                .isInstanceOf(TransferException.class)
                .hasMessage("The " + to.description() + " is not empty (its table users has rows): name one that is");
    }

    @Test
    void aCopyThatFailsLeavesNothing() {
        fillEveryTable();
        source.sql("alter table users add column one_more text").update();

        assertThatThrownBy(() -> Migration.run(from, to)).hasMessage("Expected the same tables and columns in both databases, but these differ: users");

        assertThat(tables(target)).allSatisfy(table -> assertThat(rows(target, table)).isEmpty());
    }

    @Test
    void whatDiffersIsNamed() {
        Totals one = new Totals(Map.of("users", BigDecimal.valueOf(2)));
        Totals other = new Totals(Map.of("users", BigDecimal.valueOf(3)));

        assertThat(new MigrationReport(one, other).differences()).containsExactly("users: 2 and 3");
        assertThat(new MigrationReport(one, one).differences()).isEmpty();
    }

    /** Those of later migrations too. */
    private void fillEveryTable() {
        long alice = user(source, "alice");
        source.sql("insert into api_keys (user_id, key_hash, key_prefix, created_at, is_active, models)"
                        + " values (:user, 'h', 'sk-1', '2026-01-01T00:00:00.000Z', false, '[\"ä\"]')")
                .param("user", alice)
                .update();
        TestUsage.insert(
                from,
                TestUsage.record("req_1", 1, alice, "2026-11-22T16:48:00Z", "sonnet"),
                TestUsage.record("req_2", 1, alice, "2026-11-22T16:50:00Z", "sonnet"));
        for (String table : tables(source)) {
            if (rows(source, table).isEmpty()) {
                fill(table);
            }
        }
    }

    /** Adds a row that has a value in every column. */
    private void fill(String name) {
        try (Connection connection = from.connect()) {
            List<Column> columns = Table.read(connection, name).columns();
            source.sql("insert into " + name + columns.stream().map(Column::quoted).collect(Collectors.joining(", ", " (", ")"))
                            + columns.stream().map(MigrationContract::value).collect(Collectors.joining(", ", " values (", ")")))
                    .update();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String value(Column column) {
        return switch (column.kind()) {
            case TRUTH -> "true";
            case INTEGER -> "1";
            case REAL -> "1.5";
            case TEXT -> "'text'";
        };
    }

    private static long user(JdbcClient sql, String username) {
        return sql.sql("insert into users (username, created_at) values (:name, '2026-01-01T00:00:00.000Z') returning id")
                .param("name", username)
                .query(Long.class)
                .single();
    }

    /** All tables that a copy is to have, asked of the database itself. */
    private Set<String> tables(JdbcClient sql) {
        String query = (sql == source ? from : to).kind().equals("sqlite")
                ? "select name from sqlite_master where type = 'table' and name not like 'sqlite%'"
                : "select tablename from pg_tables where schemaname = 'public'";
        Set<String> tables = new TreeSet<>(sql.sql(query).query(String.class).list());
        tables.removeAll(Set.of("flyway_schema_history", "limit_levels", "limit_nodes", "limit_reservations"));
        return tables;
    }

    /** Rows as text: a truth is 0 or 1 in SQLite. */
    private static List<String> rows(JdbcClient sql, String table) {
        return sql.sql("select * from " + table).query().listOfRows().stream()
                .map(row -> text(new TreeMap<>(row)))
                .sorted()
                .toList();
    }

    private static String text(Map<String, Object> row) {
        row.replaceAll((name, value) -> value instanceof Boolean truth ? (truth ? 1 : 0) : value);
        return row.toString();
    }
}
