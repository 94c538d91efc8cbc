package io.infiniproxy.usage;

import io.infiniproxy.sql.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements of the usage route, and records to write with them. */
public final class TestUsage {
    private TestUsage() {}

    /** Returns a record of which everything is known. */
    public static UsageRecord record(String requestId, long apiKeyId, long userId, String timestamp, String model) {
        return new UsageRecord(
                requestId,
                Instant.parse(timestamp),
                apiKeyId,
                userId,
                new Call("/v1/messages", model, "backend-model", "api.example.com", true, "claude-cli", "session-1"),
                new TokenUsage(100, 10, 60, 30, 4, false),
                2_500_000L,
                Outcome.COMPLETED,
                200,
                120L,
                1500L);
    }

    /** Returns a record of which only that is known which must be. */
    public static UsageRecord bareRecord(String requestId) {
        return new UsageRecord(
                requestId,
                Instant.parse("2026-11-22T16:48:00Z"),
                null,
                null,
                new Call("/v1/embeddings", null, null, null, false, null, null),
                new TokenUsage(7, 0, 0, 0, 0, true),
                null,
                Outcome.FAILED,
                null,
                null,
                null);
    }

    /** Returns the body of the usage route's messages. */
    public static String array(UsageRecord... records) {
        return Arrays.stream(records)
                .map(usageRecord -> new String(usageRecord.json(), StandardCharsets.UTF_8))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** Writes records as the route does. */
    public static void insert(Database database, UsageRecord... records) {
        run("insert-usage-records.sql", database, records);
    }

    /** Marks the keys of records as used, as the route does after it has written them; in SQLite they have been marked then. */
    public static void markUsed(Database database, UsageRecord... records) {
        if (database.kind().equals("postgresql")) {
            run("update-last-used.sql", database, records);
        }
    }

    private static void run(String file, Database database, UsageRecord... records) {
        JdbcClient.create(database.dataSource())
                .sql(statement(database.kind() + "/" + file).replace(":#${body}", ":records"))
                .param("records", array(records))
                .update();
    }

    /** Returns the very statement that the route runs; Camel, too, leaves out the comments. */
    static String statement(String file) {
        try (InputStream in = TestUsage.class.getResourceAsStream("/sql/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("--"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
