package io.infiniproxy.usage;

import io.infiniproxy.sql.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The statements of the usage route, and records to write with them. */
final class TestUsage {
    static final String INSERT = statement("insert-usage-record.sql");
    static final String MARK_USED = statement("update-last-used.sql");

    private TestUsage() {}

    /** Returns the very statement that the route runs; Camel, too, leaves out the comments. */
    private static String statement(String file) {
        try (InputStream in = TestUsage.class.getResourceAsStream("/sql/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("--"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static UsageRecord record(String requestId, long apiKeyId, long userId, String timestamp, String model) {
        return new UsageRecord(
                requestId,
                Instant.parse(timestamp),
                apiKeyId,
                userId,
                "/v1/messages",
                model,
                "backend-model",
                new TokenUsage(100, 10, 60, 30, 4, false),
                Outcome.COMPLETED,
                200,
                true,
                120L,
                1500L,
                "claude-cli");
    }

    /** A record of which only that is known which must be. */
    static UsageRecord bareRecord(String requestId) {
        return new UsageRecord(
                requestId,
                Instant.parse("2026-11-22T16:48:00Z"),
                null,
                null,
                "/v1/embeddings",
                null,
                null,
                new TokenUsage(7, 0, 0, 0, 0, true),
                Outcome.FAILED,
                null,
                false,
                null,
                null,
                null);
    }

    static void insert(Database database, UsageRecord... records) {
        run(INSERT, database, records);
    }

    static void markUsed(Database database, UsageRecord... records) {
        run(MARK_USED, database, records);
    }

    private static void run(String statement, Database database, UsageRecord... records) {
        var jdbc = new NamedParameterJdbcTemplate(database.dataSource());
        for (var usage : records) {
            jdbc.update(statement.replace(":#", ":"), usage.toRow());
        }
    }
}
