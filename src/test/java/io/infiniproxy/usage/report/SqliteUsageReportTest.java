package io.infiniproxy.usage.report;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

final class SqliteUsageReportTest extends UsageReportContract {

    @Override
    protected String databaseUrl() {
        return "";
    }

    @Override
    protected List<String> plan(String sql, Map<String, Object> values) {
        return JdbcClient.create(database.readDataSource())
                .sql("explain query plan " + sql)
                .params(values)
                .query((row, number) -> row.getString("detail"))
                .list();
    }
}
