package io.infiniproxy.usage.report;

/** A report was asked for that there is not; the message says what was expected. */
public final class InvalidReportException extends RuntimeException {

    InvalidReportException(String message) {
        super(message);
    }
}
