package io.infiniproxy.keys;

import io.infiniproxy.sql.TestPostgresql;

final class PostgresqlUserStoreTest extends UserStoreContract {

    @Override
    protected String databaseUrl() {
        return TestPostgresql.newDatabaseUrl();
    }
}
