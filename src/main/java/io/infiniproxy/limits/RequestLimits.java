package io.infiniproxy.limits;

import java.util.List;

/**
 * Admits requests by the limits of their subjects. Threadsafe.
 *
 * <p>One proxy alone on its database counts in memory ({@link LocalLimits}); several on one database count in it
 * ({@link SharedLimits}).
 */
public interface RequestLimits extends AutoCloseable {

    /**
     * Admits a request, or tells why not. Waits for no other request.
     *
     * @param requestId that of its usage record
     * @param subjects those that have limits, an API key before its user
     */
    Admission admit(String requestId, List<Limited> subjects, Demand demand);

    /** Returns how much of its limits a subject uses now. */
    LimitUse use(Limited subject);

    @Override
    void close();
}
