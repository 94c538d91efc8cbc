package io.infiniproxy.limits;

import java.time.Instant;
import java.util.Collection;

/** Where it is known what a subject has used before this process counts. */
@FunctionalInterface
interface SpentSource {
    /** Nothing is known but what has been counted. */
    SpentSource NONE = (subject, counted, underWay, now) -> counted.reloadAt(null);

    /**
     * Returns what the subject has used since the first day of {@code counted}, without the requests under way.
     *
     * @param counted what is known so far: to go on with where nothing better is known
     * @param underWay ids of requests that are counted when they end
     */
    Spent load(Subject subject, Spent counted, Collection<String> underWay, Instant now);
}
