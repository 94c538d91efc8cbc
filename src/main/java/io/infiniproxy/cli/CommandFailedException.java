package io.infiniproxy.cli;

/** A command that cannot do its work. The message is one line for the person who called it, and says what to do. */
public final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CommandFailedException(String message) {
        super(message);
    }

    public CommandFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
