package io.infiniproxy.settings;

/** A setting that cannot be used. The message is one line for the person who starts infiniproxy. */
public class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InvalidSettingException(String message) {
        super(message);
    }
}
