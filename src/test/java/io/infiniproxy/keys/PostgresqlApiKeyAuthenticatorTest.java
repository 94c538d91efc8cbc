package io.infiniproxy.keys;

import io.infiniproxy.sql.TestPostgresql;

final class PostgresqlApiKeyAuthenticatorTest extends ApiKeyAuthenticatorContract {

    @Override
    protected String databaseUrl() {
        return TestPostgresql.newDatabaseUrl();
    }
}
