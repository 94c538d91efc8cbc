package io.infiniproxy.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.usage.TestUsage;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

final class SqliteSchemaTest extends SchemaContract {

    @Override
    protected String databaseUrl() {
        return "";
    }

    @Override
    Database reopen() {
        return Database.open("", dataDir);
    }

    /** Until then each record was summed up by a trigger of its own. */
    @Test
    void goesOnWithTheSumsOfAFileThatSummedUpByTheRow() {
        Path file = dataDir.resolve("earlier.db");
        JdbcClient earlier = makeVersion4(new SqliteFile(file));
        for (String requestId : new String[] {"r1", "r2"}) {
            earlier.sql("insert into usage_records (request_id, timestamp, api_key_id, user_id, endpoint, model, input_tokens, output_tokens,"
                            + " total_tokens, outcome) values (?, '2026-11-22T16:48:00.000Z', 1, 2, '/v1/messages', 'm', 100, 10, 110,"
                            + " 'completed')")
                    .param(requestId)
                    .update();
        }

        try (Database upgraded = Database.open("jdbc:sqlite:" + file, dataDir)) {
            TestUsage.insert(
                    upgraded,
                    TestUsage.record("r2", 1, 2, "2026-11-22T16:48:00Z", "m"),
                    TestUsage.record("r3", 1, 2, "2026-11-22T16:50:00Z", "m"));

            JdbcClient sql = JdbcClient.create(upgraded.readDataSource());
            for (String table : new String[] {"usage_hours", "usage_days", "usage_months", "usage_day_keys", "usage_day_models"}) {
                assertThat(sql.sql("select sum(requests) || ' ' || sum(total_tokens) from " + table).query(String.class).single())
                        .as(table)
                        .isEqualTo("3 330");
            }
        }
    }

    private static JdbcClient makeVersion4(SqliteFile file) {
        Flyway.configure()
                .dataSource(file.unpooled())
                .locations("classpath:db/migration", "classpath:db/sqlite")
                .placeholders(file.schemaWords())
                .target("4")
                .load()
                .migrate();
        return JdbcClient.create(file.unpooled());
    }
}
