package io.infiniproxy.transfer;

import io.infiniproxy.sql.TestPostgresql;

final class PostgresqlPythonImportTest extends PythonImportContract {
    @Override
    protected String databaseUrl() {
        return TestPostgresql.newDatabaseUrl();
    }
}
