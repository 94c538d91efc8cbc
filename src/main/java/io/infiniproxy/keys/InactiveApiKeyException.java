package io.infiniproxy.keys;

/** The key is deactivated: nothing can be done with it before it is active again. */
public final class InactiveApiKeyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InactiveApiKeyException(long apiKeyId) {
        super("api_key_id: expected a key that is active, got " + apiKeyId);
    }
}
