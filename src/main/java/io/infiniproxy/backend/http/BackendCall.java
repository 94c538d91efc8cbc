package io.infiniproxy.backend.http;

import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;

/**
 * A call of the backend that can be given up from another thread, also before it has begun. Closing the answer's stream
 * would not do: the HTTP client then reads on to its end. Threadsafe.
 */
public final class BackendCall {
    private HttpUriRequestBase request;
    private boolean cancelled;

    /** Ends the call at once and closes its connection; does nothing when it has ended. */
    public void cancel() {
        HttpUriRequestBase running;
        synchronized (this) {
            cancelled = true;
            running = request;
        }
        if (running != null) {
            running.abort();
        }
    }

    void attach(HttpUriRequestBase started) {
        boolean tooLate;
        synchronized (this) {
            request = started;
            tooLate = cancelled;
        }
        if (tooLate) {
            started.abort();
        }
    }
}
