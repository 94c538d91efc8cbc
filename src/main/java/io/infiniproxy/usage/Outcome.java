package io.infiniproxy.usage;

import java.util.Locale;

/** How a request ended. */
public enum Outcome {
    /** The client was given the whole answer. */
    COMPLETED,
    /** The client hung up before the end. */
    CANCELLED,
    /** The backend, or we, could not answer to the end. */
    FAILED;

    /** Returns the name as it stands in SQL and JSON. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
