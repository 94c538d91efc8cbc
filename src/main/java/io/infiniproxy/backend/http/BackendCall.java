package io.infiniproxy.backend.http;

import io.infiniproxy.concurrent.StreamClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;

/**
 * A call of the backend that can be given up from another thread, also before it has begun. Closing the answer's stream
 * would not do: the HTTP client then reads on to its end. Threadsafe.
 *
 * <p>It gives itself up when the backend is silent for too long: a socket's own timeout would set and cancel a timer for every
 * read, which with virtual threads wakes another thread each time.
 */
public final class BackendCall implements StreamClock.Ticking {
    private final long longestSilenceNanos;
    private HttpUriRequestBase request;
    private boolean cancelled;
    private long waitsSinceNanos;
    /** Whether the backend is being waited for; written after the time, and read before it. */
    private volatile boolean waits;
    private volatile boolean wasSilent;

    public BackendCall(Duration longestSilence) {
        longestSilenceNanos = longestSilence.toNanos();
    }

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

    /** Gives the call up when the backend has been waited for too long. */
    @Override
    public void tick(long nowNanos) {
        if (waits && nowNanos - waitsSinceNanos >= longestSilenceNanos && !wasSilent) {
            wasSilent = true;
            cancel();
        }
    }

    /** From now on the backend is waited for. */
    void beginWait() {
        waitsSinceNanos = System.nanoTime();
        waits = true;
    }

    void endWait() {
        waits = false;
    }

    /** Returns what a failure means: a call that was given up fails in one of many ways. */
    IOException explained(IOException failure) {
        if (!wasSilent) {
            return failure;
        }
        SocketTimeoutException timeout = new SocketTimeoutException("The backend is silent");
        timeout.initCause(failure);
        return timeout;
    }

    /** Returns the answer's body, whose reading waits for the backend. */
    public InputStream watched(InputStream body) {
        return new WatchedStream(body, this);
    }
}
