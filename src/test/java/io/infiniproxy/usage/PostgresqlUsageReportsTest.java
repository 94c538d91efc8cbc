package io.infiniproxy.usage;

import io.infiniproxy.sql.TestPostgresql;

final class PostgresqlUsageReportsTest extends UsageReportsContract {

    @Override
    protected String databaseUrl() {
        return TestPostgresql.newDatabaseUrl();
    }
}
