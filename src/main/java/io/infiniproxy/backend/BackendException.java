package io.infiniproxy.backend;

import io.infiniproxy.anthropic.ApiError;

/** A backend that failed or refused: the error as the Messages client is told it. */
public final class BackendException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ApiError error;

    public BackendException(ApiError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    public ApiError error() {
        return error;
    }
}
