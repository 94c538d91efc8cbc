package io.infiniproxy.profile;

/** A profile, a flag or a flag's value that does not exist. The message is one line that says what does. */
public final class InvalidProfileException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidProfileException(String message) {
        super(message);
    }
}
