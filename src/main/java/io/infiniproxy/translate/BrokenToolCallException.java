package io.infiniproxy.translate;

/** A tool call that cannot be used, and of which a part has been sent already: the answer ends in an error. */
public final class BrokenToolCallException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenToolCallException(String message) {
        super(message, null, false, false);
    }
}
