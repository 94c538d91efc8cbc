package io.infiniproxy.keys;

/** Whose requests go on while the database is away. */
public enum OutagePolicy {
    /** Those of keys that this process knows. */
    OPEN("API keys known to this process go on"),
    /** Nobody's. */
    CLOSED("all requests are refused");

    private final String consequence;

    OutagePolicy(String consequence) {
        this.consequence = consequence;
    }

    /** Returns what it comes to, for the log. */
    String consequence() {
        return consequence;
    }
}
