package io.infiniproxy.route;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Runs something when an exchange is done, however it ended. */
public final class WhenDone extends SynchronizationAdapter {
    private final Runnable action;

    public WhenDone(Runnable action) {
        this.action = action;
    }

    @Override
    public void onDone(Exchange exchange) {
        action.run();
    }

    /** A wire tap's copy of the exchange ends at another time. */
    @Override
    public boolean allowHandover() {
        return false;
    }
}
