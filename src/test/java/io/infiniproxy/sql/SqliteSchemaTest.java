package io.infiniproxy.sql;

final class SqliteSchemaTest extends SchemaContract {

    @Override
    protected String databaseUrl() {
        return "";
    }

    @Override
    Database reopen() {
        return Database.open("", dataDir);
    }
}
