package io.infiniproxy.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

final class PostgresqlSchemaTest extends SchemaContract {
    private final String url = TestPostgresql.newDatabaseUrl();

    @Override
    protected String databaseUrl() {
        return url;
    }

    @Override
    Database reopen() {
        return Database.open(url, dataDir);
    }

    /** Whose tables are found first, those of the other one behind them. */
    @Test
    void keepsApartFromOneInAnotherSchema() {
        JdbcClient.create(database.dataSource()).sql("create schema \"second One\"").update();

        try (Database second = Database.open(url + "?currentSchema=%22second%20One%22,public", dataDir)) {
            assertThat(JdbcClient.create(second.readDataSource())
                            .sql("select count(*) from \"second One\".users")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }
}
