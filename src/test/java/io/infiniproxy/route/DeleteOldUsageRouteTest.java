package io.infiniproxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.route.usage.DeleteOldUsage;
import io.infiniproxy.sql.Database;
import io.infiniproxy.usage.TestUsage;
import io.infiniproxy.usage.UsageRecord;
import io.infiniproxy.usage.UsageRetention;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.spi.Registry;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code routes/delete-old-usage.camel.yaml} on an SQLite file. */
class DeleteOldUsageRouteTest extends CamelMainTestSupport {
    @TempDir
    private Path folder;

    private Database database;

    @Override
    protected void configure(MainConfigurationProperties configuration) {
        configuration.setRoutesIncludePattern("file:routes/delete-old-usage.camel.yaml");
    }

    @Override
    public boolean isUseAdviceWith() {
        return true;
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        database = Database.open("", folder);
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);
        registry.bind(
                "deleteOldUsage",
                new DeleteOldUsage(new UsageRetention(database.dataSource()), Duration.ofDays(30), clock));
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void deletesInBatchesUntilNoOldRecordIsLeft() throws Exception {
        UsageRecord[] old = IntStream.range(0, 1_203)
                .mapToObj(number -> TestUsage.record("old" + number, 1, 1, "2026-10-22T23:59:59.999Z", "m"))
                .toArray(UsageRecord[]::new);
        TestUsage.insert(database, old);
        TestUsage.insert(database, TestUsage.record("young", 1, 1, "2026-10-23T00:00:00Z", "m"));
        AdviceWith.adviceWith(context, "delete-old-usage", route -> route.replaceFromWith("direct:day"));
        context.start();
        NotifyBuilder done = new NotifyBuilder(context).fromRoute("delete-old-usage").whenDone(1).create();

        context.createProducerTemplate().sendBody("direct:day", null);

        assertThat(done.matchesWaitTime()).isTrue();
        assertThat(JdbcClient.create(database.readDataSource())
                        .sql("select request_id from usage_records")
                        .query(String.class)
                        .list())
                .containsExactly("young");
        assertThat(JdbcClient.create(database.readDataSource())
                        .sql("select sum(requests) from usage_months")
                        .query(Long.class)
                        .single())
                .isEqualTo(1_204);
    }
}
