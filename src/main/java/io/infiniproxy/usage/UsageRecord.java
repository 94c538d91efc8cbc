package io.infiniproxy.usage;

import com.fasterxml.jackson.core.JsonGenerator;
import io.infiniproxy.json.Json;
import io.infiniproxy.sql.UtcTime;
import java.io.IOException;
import java.time.Instant;

/**
 * What one request used: a row of {@code usage_records}. Ids, cost, status and times may be null where they are not known.
 *
 * @param requestId unique: a record that is written twice counts once
 * @param timestamp when the request came in
 * @param costNanos in billionths of the currency of the prices; null where the model has no price
 * @param status HTTP status of the answer
 * @param timeToFirstTokenMs from the request to the first token of the answer
 */
public record UsageRecord(
        String requestId,
        Instant timestamp,
        Long apiKeyId,
        Long userId,
        Call call,
        TokenUsage tokens,
        Long costNanos,
        Outcome outcome,
        Integer status,
        Long timeToFirstTokenMs,
        Long durationMs) {
    /** Of any text that clients and backends choose, in code points. With six such texts no record is longer than 4,000 bytes. */
    private static final int MAX_TEXT_LENGTH = 120;

    private static final int REPLACEMENT = 0xFFFD;

    /** Returns the record as a JSON object, its members named as the columns; what is not known is left out. */
    public byte[] json() {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("request_id", requestId);
            json.writeStringField("timestamp", UtcTime.text(timestamp));
            write(json, "api_key_id", apiKeyId);
            write(json, "user_id", userId);
            writeCall(json);
            writeTokens(json);
            write(json, "cost_nanos", costNanos);
            json.writeStringField("outcome", outcome.text());
            write(json, "status", status);
            write(json, "time_to_first_token_ms", timeToFirstTokenMs);
            write(json, "duration_ms", durationMs);
            json.writeEndObject();
        });
    }

    private void writeCall(JsonGenerator json) throws IOException {
        write(json, "endpoint", call.endpoint());
        write(json, "model", call.model());
        write(json, "backend_model", call.backendModel());
        write(json, "backend", call.backend());
        json.writeBooleanField("stream", call.stream());
        write(json, "client", call.client());
        write(json, "session_id", call.sessionId());
    }

    private void writeTokens(JsonGenerator json) throws IOException {
        json.writeNumberField("input_tokens", tokens.inputTokens());
        json.writeNumberField("output_tokens", tokens.outputTokens());
        json.writeNumberField("total_tokens", tokens.totalTokens());
        json.writeNumberField("cache_read_input_tokens", tokens.cacheReadInputTokens());
        json.writeNumberField("cache_creation_input_tokens", tokens.cacheCreationInputTokens());
        json.writeNumberField("reasoning_tokens", tokens.reasoningTokens());
        json.writeBooleanField("is_estimated", tokens.isEstimated());
    }

    private static void write(JsonGenerator json, String name, Number number) throws IOException {
        if (number != null) {
            json.writeNumberField(name, number.longValue());
        }
    }

    private static void write(JsonGenerator json, String name, String words) throws IOException {
        if (words != null) {
            json.writeStringField(name, isPlain(words) ? words : cleaned(words));
        }
    }

    private static boolean isPlain(String words) {
        boolean isPlain = words.length() <= MAX_TEXT_LENGTH;
        for (int i = 0; isPlain && i < words.length(); i++) {
            isPlain = words.charAt(i) >= ' ' && words.charAt(i) < 0x7F;
        }
        return isPlain;
    }

    /** Clients and backends choose these words: they may be of any length, and hold what PostgreSQL's UTF-8 does not have. */
    private static String cleaned(String words) {
        return words.codePoints()
                .limit(MAX_TEXT_LENGTH)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
