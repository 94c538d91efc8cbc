package io.infiniproxy.usage;

final class SqliteUsageStatementsTest extends UsageStatementsContract {

    @Override
    protected String databaseUrl() {
        return "";
    }
}
