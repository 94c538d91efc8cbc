package io.infiniproxy.transfer;

import java.time.Instant;

/**
 * A row of the Python infiniproxy's {@code usage_records}.
 *
 * @param time the row's own {@code timestamp}
 * @param backendUrl null where its version did not record it
 */
record PythonUsage(
        long id,
        long apiKeyId,
        String endpoint,
        String model,
        long inputTokens,
        long outputTokens,
        Instant time,
        String backendUrl) {}
