package io.infiniproxy.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.infiniproxy.keys.ApiKeyAuthenticator;
import io.infiniproxy.keys.OutagePolicy;
import io.infiniproxy.keys.Caller;
import io.infiniproxy.sql.DatabaseContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an import brings into every kind of database. */
abstract class PythonImportContract extends DatabaseContract {
    private Path file;
    private JdbcClient sql;

    @BeforeEach
    void connect() {
        file = dataDir.resolve("python.db");
        sql = JdbcClient.create(database.dataSource());
    }

    @Test
    void oldKeysKeepWorking() {
        TestPython.first(file);

        ImportReport report = PythonImport.run(file, database, false);

        assertThat(caller(TestPython.ALICES_KEY).username()).isEqualTo("alice");
        assertThat(caller(TestPython.BOBS_KEY).username()).isEqualTo("bob");
        assertThat(authenticates(TestPython.ALICES_INACTIVE_KEY)).isFalse();
        assertThat(report).isEqualTo(new ImportReport(2, 0, 3, 0, 0, 0, 0, 3, 0));
    }

    @Test
    void allTimesBecomeOurs() {
        TestPython.first(file);

        PythonImport.run(file, database, false);

        assertThat(texts("select created_at from users order by id"))
                .containsExactly("2025-01-02T03:04:05.678Z", "2025-01-02T03:04:05.000Z");
        assertThat(texts("select created_at from api_keys union select last_used_at from api_keys order by 1"))
                .as("a key was last used by its latest record, or when the file says so")
                .containsExactly(
                        "2025-01-02T03:04:05.678Z", "2025-03-04T05:06:07.000Z", "2025-03-04T05:59:59.000Z", "2025-03-04T16:00:00.500Z");
        assertThat(texts("select timestamp from usage_records order by id"))
                .containsExactly("2025-03-04T05:06:07.000Z", "2025-03-04T05:59:59.000Z", "2025-03-04T16:00:00.500Z");
    }

    @Test
    void usageIsRecordedAndSummedUp() {
        TestPython.later(file);

        PythonImport.run(file, database, false);

        Map<String, Object> first = sql.sql("select * from usage_records order by id limit 1").query().singleRow();
        assertThat(first)
                .containsEntry("endpoint", "/v1/messages")
                .containsEntry("model", "glm-4.6")
                .containsEntry("backend_model", "glm-4.6")
                .containsEntry("backend", "llm.example.com")
                .containsEntry("outcome", "completed")
                .containsEntry("cost_nanos", null);
        assertThat(first.get("request_id").toString()).matches("import-[0-9a-f]{32}");
        assertThat(texts("select u.username from usage_records r join users u on u.id = r.user_id order by r.id"))
                .containsExactly("alice", "alice", "bob");
        assertThat(texts("select hour || ' ' || sum(requests) || ' ' || sum(total_tokens) from usage_hours group by hour order by hour"))
                .containsExactly("2025-03-04T05 2 120", "2025-03-04T16 1 8");
        assertThat(texts("select backend_model from usage_records where backend is null and backend_model is not null"))
                .isEmpty();
    }

    @Test
    void twiceChangesNothing() {
        TestPython.later(file);
        PythonImport.run(file, database, false);
        List<List<Map<String, Object>>> before = everything();

        ImportReport report = PythonImport.run(file, database, true);

        assertThat(report).isEqualTo(new ImportReport(0, 2, 0, 3, 0, 0, 1, 0, 3));
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void againBringsWhatHasComeSince() {
        JdbcClient python = TestPython.first(file);
        PythonImport.run(file, database, false);
        TestPython.usage(python, 11, "'glm-4.6'", "1", "2", "2025-03-06T00:00:00");

        assertThat(PythonImport.run(file, database, false).recordsTaken()).isEqualTo(1);
    }

    @Test
    void usersOfOneNameAreOne() {
        sql.sql("insert into users (username, email, created_at) values ('bob', 'b@example.com', '2026-01-01T00:00:00.000Z')")
                .update();
        TestPython.first(file);

        ImportReport report = PythonImport.run(file, database, false);

        assertThat(report.usersKnown()).isEqualTo(1);
        assertThat(texts("select email from users where username = 'bob'")).containsExactly("b@example.com");
        assertThat(caller(TestPython.BOBS_KEY).username()).isEqualTo("bob");
    }

    @Test
    void keysOfADeactivatedUserDoNotComeToLifeWithAnother() {
        sql.sql("insert into users (username, created_at) values ('bob', '2026-01-01T00:00:00.000Z')").update();
        TestPython.first(file).sql("update users set is_active = 0").update();

        PythonImport.run(file, database, false);

        assertThat(authenticates(TestPython.BOBS_KEY)).isFalse();
        assertThat(texts("select username from users where is_active")).containsExactly("bob");
    }

    @Test
    void keysOfAUserWhoIsGoneAreLeftOutAndTheirUsageStays() {
        TestPython.first(file).sql("delete from users where username = 'bob'").update();

        ImportReport report = PythonImport.run(file, database, false);

        assertThat(report.keysWithoutUser()).isEqualTo(1);
        assertThat(report.recordsTaken()).isEqualTo(3);
        assertThat(texts("select model from usage_records where user_id is null and api_key_id is null"))
                .containsExactly("glm-4.6");
    }

    @Test
    void saysWhichKeysWithAModelItLeavesUnchanged() {
        TestPython.later(file);

        ImportReport first = PythonImport.run(file, database, false);
        ImportReport again = PythonImport.run(file, database, true);

        assertThat(first.lines(false)).contains("API keys with a model of their own: 1").noneMatch(line -> line.contains("unchanged"));
        assertThat(again.keysWithModel()).isZero();
        assertThat(again.lines(true))
                .noneMatch(line -> line.contains("They may ask") || line.contains("notes"))
                .contains("API keys with a model of their own, here already and unchanged: 1")
                .anyMatch(line -> line.contains("--limit-models does not limit them"));
        assertThat(texts("select models from api_keys where models is not null")).isEmpty();
    }

    @Test
    void theModelOfAKeyIsItsNote() {
        TestPython.later(file);

        PythonImport.run(file, database, false);

        assertThat(texts("select note from api_keys where note is not null")).containsExactly("model: glm-4.6");
        assertThat(texts("select models from api_keys where models is not null")).isEmpty();
    }

    @Test
    void theModelOfAKeyIsItsLimitWhenAskedFor() {
        TestPython.later(file).sql("update api_keys set model_name = 'glm \"4\"', is_active = 1 where id = 12").update();

        PythonImport.run(file, database, true);

        assertThat(caller(TestPython.ALICES_INACTIVE_KEY).models()).containsExactly("glm \"4\"");
        assertThat(caller(TestPython.ALICES_KEY).models()).isNull();
    }

    @Test
    void aRowThatCannotBeReadTakesAllBack() {
        TestPython.usage(TestPython.first(file), 11, "null", "1", "2", "yesterday");

        assertThatThrownBy(() -> PythonImport.run(file, database, false))
                .isInstanceOf(TransferException.class)
                .hasMessage(file + ", usage_records 4: expected a time such as 2026-11-22T16:48:00.123456, got yesterday");

        assertThat(everything()).allSatisfy(rows -> assertThat(rows).isEmpty());
    }

    @Test
    void otherFilesAreRefused() throws Exception {
        assertThatThrownBy(() -> PythonImport.run(file, database, false)).hasMessage("There is no file " + file);
        Files.writeString(file, "no database".repeat(100));
        assertThatThrownBy(() -> PythonImport.run(file, database, false))
                .isInstanceOf(TransferException.class)
                .hasMessage(file + " is no SQLite database");
    }

    private List<List<Map<String, Object>>> everything() {
        return Stream.of("users", "api_keys", "usage_records", "usage_hours", "usage_days")
                .map(table -> sql.sql("select * from " + table + " order by 1, 2, 3, 4, 5").query().listOfRows())
                .toList();
    }

    private List<String> texts(String query) {
        return sql.sql(query).query(String.class).list();
    }

    private Caller caller(String secret) {
        return new ApiKeyAuthenticator(database.readDataSource(), OutagePolicy.OPEN).authenticate(secret).orElseThrow();
    }

    private boolean authenticates(String secret) {
        return new ApiKeyAuthenticator(database.readDataSource(), OutagePolicy.OPEN).authenticate(secret).isPresent();
    }
}
