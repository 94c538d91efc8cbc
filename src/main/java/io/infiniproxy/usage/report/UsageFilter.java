package io.infiniproxy.usage.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which records count: those that have every value given here; null lets all through.
 *
 * @param outcome {@code completed}, {@code cancelled} or {@code failed}
 * @param sessionId of Claude Code; like {@code requestId} for lists of records only
 */
public record UsageFilter(
        Long userId,
        Long apiKeyId,
        String model,
        String backend,
        String endpoint,
        String outcome,
        String sessionId,
        String requestId) {
    /** Lets everything through. */
    public static final UsageFilter ALL = new UsageFilter(null, null, null, null, null, null, null, null);

    /** Lets through what the keys of one user used. */
    public static UsageFilter ofUser(long userId) {
        return new UsageFilter(userId, null, null, null, null, null, null, null);
    }

    /** Lets through what was used with one key. */
    public static UsageFilter ofApiKey(long apiKeyId) {
        return new UsageFilter(null, apiKeyId, null, null, null, null, null, null);
    }

    /** Whether no index leads to the records: they are sought among all of their time. */
    boolean isSearch() {
        return userId == null && apiKeyId == null && sessionId == null && requestId == null && !values().isEmpty();
    }

    /** Returns the values that are given, by their columns. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("user_id", userId);
        values.put("api_key_id", apiKeyId);
        values.put("model", model);
        values.put("backend", backend);
        values.put("endpoint", endpoint);
        values.put("outcome", outcome);
        values.put("session_id", sessionId);
        values.put("request_id", requestId);
        values.values().removeIf(value -> value == null);
        return values;
    }

    /** Returns the conditions as SQL, each after {@code and}; {@code prefix} is that of the table, {@code r.} for example. */
    String conditions(String prefix) {
        StringBuilder sql = new StringBuilder();
        values().keySet().forEach(column -> sql.append(" and ").append(prefix).append(column).append(" = :").append(column));
        return sql.toString();
    }
}
