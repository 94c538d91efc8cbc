package io.infiniproxy.keys;

import io.infiniproxy.digest.Sha256;

/** An API key itself, which nobody keeps. */
record ApiKeySecret(String text) {
    static final int PREFIX_LENGTH = 12;

    static ApiKeySecret random() {
        return new ApiKeySecret("sk-" + RandomSecret.hex());
    }

    /** Returns what the database keeps of it. */
    String hash() {
        return Sha256.hex(text);
    }

    /** Returns how it begins: enough to tell keys apart, too little to guess one. */
    String prefix() {
        return text.substring(0, PREFIX_LENGTH);
    }

    /** Leaves out the key, so that no log line can hold it. */
    @Override
    public String toString() {
        return "ApiKeySecret[" + prefix() + "…]";
    }
}
