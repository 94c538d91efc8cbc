package io.infiniproxy.limits;

/** Limits that cannot be used; the message names the member, what was expected and what came. */
public final class InvalidLimitsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidLimitsException(String message) {
        super(message);
    }
}
