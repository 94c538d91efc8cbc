package io.infiniproxy.keys;

/** A new API key with its secret, which is shown this once and cannot be had again. */
public record CreatedApiKey(ApiKey apiKey, String secret) {

    /** Leaves out the secret, so that no log line can hold it. */
    @Override
    public String toString() {
        return "CreatedApiKey[apiKey=" + apiKey + "]";
    }
}
