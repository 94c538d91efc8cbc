package io.infiniproxy.route.failures;

import io.infiniproxy.keys.Caller;
import io.infiniproxy.sql.UtcTime;
import java.time.Instant;

/**
 * A request that was refused or failed, as far as it may be kept: no key, and nothing of what was asked.
 *
 * @param time ISO text in UTC
 * @param message what the client was told
 * @param key {@code known}, {@code unknown}, {@code unchecked} where the request failed before its key was looked at, or {@code none}
 * @param keyPrefix how a known key begins; null for all others
 * @param model null where the request names none, or was refused before it was read
 */
public record FailedRequest(
        String time,
        String method,
        String path,
        int status,
        String message,
        String key,
        String keyPrefix,
        Long apiKeyId,
        Long userId,
        String username,
        String model,
        String requestId) {
    private static final int MAX_LENGTH = 500;

    /** A request that no key was looked at for. */
    public static FailedRequest unrouted(String method, String path, int status, String message, boolean hasKey, String requestId) {
        return new FailedRequest(
                now(), method, clipped(path), status, clipped(message), hasKey ? "unchecked" : "none", null, null, null, null,
                null, requestId);
    }

    FailedRequest by(Caller caller, String prefix) {
        return new FailedRequest(
                time, method, path, status, message, "known", prefix, caller.apiKeyId(), caller.userId(), caller.username(),
                model, requestId);
    }

    FailedRequest withUnknownKey() {
        return new FailedRequest(
                time, method, path, status, message, "unknown", null, null, null, null, model, requestId);
    }

    FailedRequest askingFor(String asked) {
        return new FailedRequest(
                time, method, path, status, message, key, keyPrefix, apiKeyId, userId, username, clipped(asked), requestId);
    }

    private static String now() {
        return UtcTime.text(Instant.now());
    }

    private static String clipped(String text) {
        return text == null || text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    }
}
