package io.infiniproxy.transfer;

/**
 * A row of the Python infiniproxy's {@code api_keys}, its times as ours are written.
 *
 * @param keyHash SHA-256 of the whole key, in hex, as ours
 * @param modelName the model that was asked whatever a request named; null for the common one
 */
record PythonKey(
        long id,
        long userId,
        String keyHash,
        String keyPrefix,
        String name,
        String createdAt,
        String lastUsedAt,
        boolean isActive,
        String modelName) {}
