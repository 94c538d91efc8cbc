package io.infiniproxy.usage;

/** The dates of a report cannot be read, or the first is after the last. */
public final class InvalidDateRangeException extends RuntimeException {

    InvalidDateRangeException(String message) {
        super(message);
    }
}
