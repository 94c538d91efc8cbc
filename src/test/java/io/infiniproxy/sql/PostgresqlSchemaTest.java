package io.infiniproxy.sql;

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
}
