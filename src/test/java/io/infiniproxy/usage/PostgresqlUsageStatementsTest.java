package io.infiniproxy.usage;

import io.infiniproxy.sql.TestPostgresql;

final class PostgresqlUsageStatementsTest extends UsageStatementsContract {

    @Override
    protected String databaseUrl() {
        return TestPostgresql.newDatabaseUrl();
    }
}
