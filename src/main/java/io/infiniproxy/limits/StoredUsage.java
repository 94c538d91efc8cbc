package io.infiniproxy.limits;

import java.time.Duration;

/** Whether all usage that is on record is in the database. */
@FunctionalInterface
public interface StoredUsage {

    /** Waits until all records made by now are there; returns whether they are. */
    boolean await(Duration longestWait);
}
