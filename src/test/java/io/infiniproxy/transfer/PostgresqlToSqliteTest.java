package io.infiniproxy.transfer;

import io.infiniproxy.sql.TestPostgresql;

final class PostgresqlToSqliteTest extends MigrationContract {
    @Override
    String fromUrl() {
        return TestPostgresql.newDatabaseUrl();
    }

    @Override
    String toUrl() {
        return "";
    }
}
