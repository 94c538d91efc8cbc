package io.infiniproxy.usage;

import io.infiniproxy.sql.Database;
import java.time.Instant;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The statements of the usage route, and records to write with them. */
final class TestUsage {
    static final String INSERT = """
            insert into usage_records (request_id, timestamp, api_key_id, user_id, endpoint, model, backend_model,
              input_tokens, output_tokens, total_tokens, cache_read_input_tokens, cache_creation_input_tokens,
              reasoning_tokens, is_estimated, outcome, status, stream, time_to_first_token_ms, duration_ms, client)
            values (:#request_id, :#timestamp, :#api_key_id, :#user_id, :#endpoint, :#model, :#backend_model,
              :#input_tokens, :#output_tokens, :#total_tokens, :#cache_read_input_tokens, :#cache_creation_input_tokens,
              :#reasoning_tokens, :#is_estimated, :#outcome, :#status, :#stream, :#time_to_first_token_ms, :#duration_ms,
              :#client)
            on conflict (request_id) do nothing
            """;

    static final String MARK_USED = """
            update api_keys set last_used_at = :#timestamp
            where id = :#api_key_id and (last_used_at is null or last_used_at < :#timestamp)
            """;

    private TestUsage() {}

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
        var jdbc = new NamedParameterJdbcTemplate(database.dataSource());
        for (var usage : records) {
            jdbc.update(INSERT.replace(":#", ":"), usage.toRow());
        }
    }
}
