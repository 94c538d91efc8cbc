package io.infiniproxy.usage.report;

import io.infiniproxy.sql.TestPostgresql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

final class PostgresqlUsageReportTest extends UsageReportContract {

    @Override
    protected String databaseUrl() {
        return TestPostgresql.newDatabaseUrl();
    }

    /** On tables as small as these the server would not care for an index unless it had to. */
    @Override
    protected List<String> plan(String sql, Map<String, Object> values) {
        try (Connection connection = database.readDataSource().getConnection()) {
            var client = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            client.sql("set enable_seqscan = off").update();
            var plan = client.sql("explain " + sql).params(values).query(String.class).list();
            client.sql("reset enable_seqscan").update();
            return plan;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
