package io.infiniproxy.backend;

import java.util.concurrent.atomic.AtomicInteger;

/** Whether the last calls of the backend brought answers. Threadsafe. */
public final class BackendHealth {
    private static final int FAILURES_TO_SHOW = 3;

    private final AtomicInteger failuresInARow = new AtomicInteger();

    /** The backend has answered, if only to refuse the request. */
    public void answered() {
        if (failuresInARow.get() != 0) {
            failuresInARow.set(0);
        }
    }

    /** The backend could not be reached, broke off, or answered that it is broken. */
    public void failed() {
        failuresInARow.incrementAndGet();
    }

    public boolean isFailing() {
        return failuresInARow.get() >= FAILURES_TO_SHOW;
    }
}
