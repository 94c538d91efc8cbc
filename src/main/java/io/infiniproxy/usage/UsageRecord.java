package io.infiniproxy.usage;

import io.infiniproxy.sql.UtcTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one request used: a row of {@code usage_records}. Everything but the request id, the timestamp, the endpoint, the
 * tokens and the outcome may be null where it is not known.
 *
 * @param requestId unique: a record that is written twice counts once
 * @param timestamp when the request came in
 * @param endpoint path of the request, such as {@code /v1/messages}
 * @param model as the client asked
 * @param backendModel as the backend served
 * @param status HTTP status of the answer
 * @param timeToFirstTokenMs from the request to the first token of the answer
 * @param client family of the user agent
 */
public record UsageRecord(
        String requestId,
        Instant timestamp,
        Long apiKeyId,
        Long userId,
        String endpoint,
        String model,
        String backendModel,
        TokenUsage tokens,
        Outcome outcome,
        Integer status,
        boolean stream,
        Long timeToFirstTokenMs,
        Long durationMs,
        String client) {
    private static final int MAX_TEXT_LENGTH = 500;
    private static final int REPLACEMENT = 0xFFFD;


    /** Returns the row, by the names of its columns; columns whose value is not known are there, with null. */
    public Map<String, Object> toRow() {
        var row = new LinkedHashMap<String, Object>();
        row.put("request_id", requestId);
        row.put("timestamp", UtcTime.text(timestamp));
        row.put("api_key_id", apiKeyId);
        row.put("user_id", userId);
        row.put("endpoint", text(endpoint));
        row.put("model", text(model));
        row.put("backend_model", text(backendModel));
        putTokens(row);
        row.put("outcome", outcome.text());
        row.put("status", status);
        row.put("stream", stream);
        row.put("time_to_first_token_ms", timeToFirstTokenMs);
        row.put("duration_ms", durationMs);
        row.put("client", text(client));
        return row;
    }

    /** Clients and backends choose these words: they may be of any length, and hold what PostgreSQL's UTF-8 does not have. */
    private static String text(String words) {
        return words == null
                ? null
                : words.codePoints()
                        .limit(MAX_TEXT_LENGTH)
                        .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private void putTokens(Map<String, Object> row) {
        row.put("input_tokens", tokens.inputTokens());
        row.put("output_tokens", tokens.outputTokens());
        row.put("total_tokens", tokens.totalTokens());
        row.put("cache_read_input_tokens", tokens.cacheReadInputTokens());
        row.put("cache_creation_input_tokens", tokens.cacheCreationInputTokens());
        row.put("reasoning_tokens", tokens.reasoningTokens());
        row.put("is_estimated", tokens.isEstimated());
    }
}
