package io.infiniproxy.usage;

final class SqliteUsageReportsTest extends UsageReportsContract {

    @Override
    protected String databaseUrl() {
        return "";
    }
}
