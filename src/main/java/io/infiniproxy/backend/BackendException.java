package io.infiniproxy.backend;

import io.infiniproxy.anthropic.ApiError;

/** A backend that failed or refused: the error as the Messages client is told it. */
public final class BackendException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ApiError error;
    private final String retryAfter;

    public BackendException(ApiError error) {
        this(error, null);
    }

    /** {@code retryAfter} is the backend's header of that name, or null. */
    public BackendException(ApiError error, String retryAfter) {
        super(error.message(), null, false, false);
        this.error = error;
        this.retryAfter = retryAfter;
    }

    public ApiError error() {
        return error;
    }

    /** Returns the backend's {@code retry-after}, or null. */
    public String retryAfter() {
        return retryAfter;
    }
}
