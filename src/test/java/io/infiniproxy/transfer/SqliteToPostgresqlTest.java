package io.infiniproxy.transfer;

import io.infiniproxy.sql.TestPostgresql;

final class SqliteToPostgresqlTest extends MigrationContract {
    @Override
    String fromUrl() {
        return "";
    }

    @Override
    String toUrl() {
        return TestPostgresql.newDatabaseUrl();
    }
}
