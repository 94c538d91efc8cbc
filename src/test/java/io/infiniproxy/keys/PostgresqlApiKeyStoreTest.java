package io.infiniproxy.keys;

import io.infiniproxy.sql.TestPostgresql;

final class PostgresqlApiKeyStoreTest extends ApiKeyStoreContract {

    @Override
    protected String databaseUrl() {
        return TestPostgresql.newDatabaseUrl();
    }
}
