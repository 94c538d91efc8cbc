package io.infiniproxy.json;

/** A body that is not the JSON that was expected. The message says what was expected, what came, and where. */
public final class InvalidJsonException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidJsonException(String message) {
        super(message, null, false, false);
    }

    /** {@code max_tokens: expected an integer >= 1, got "ten"}. */
    public static InvalidJsonException expected(String field, String expected, String got) {
        return new InvalidJsonException(field + ": expected " + expected + ", got " + got);
    }
}
