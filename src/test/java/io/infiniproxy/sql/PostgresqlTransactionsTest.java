package io.infiniproxy.sql;

final class PostgresqlTransactionsTest extends TransactionsContract {

    @Override
    protected String databaseUrl() {
        return TestPostgresql.newDatabaseUrl();
    }
}
