package io.infiniproxy.route.stream;

/** The client has closed the connection, or does not read any more. */
public final class ClientGoneException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ClientGoneException(String message) {
        super(message, null, false, false);
    }
}
