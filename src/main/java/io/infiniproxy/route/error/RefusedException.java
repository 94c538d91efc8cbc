package io.infiniproxy.route.error;

import java.util.Map;

/** A request that infiniproxy refuses by itself, with the status and the words for the client. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Map<String, String> headers;

    public RefusedException(int status, String message) {
        this(status, message, Map.of());
    }

    /** {@code headers} are added to the answer. */
    public RefusedException(int status, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.headers = Map.copyOf(headers);
    }

    public Map<String, String> headers() {
        return headers;
    }

    public int status() {
        return status;
    }
}
