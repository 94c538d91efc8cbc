package io.infiniproxy.backend;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that arrives while it is read, and tells when its reader is about to wait: all that has arrived has been read then. One
 * read is no sign of that, as it returns a piece of the transfer encoding at most, of which many may have arrived together.
 *
 * <p>For one thread.
 */
public class ArrivingStream extends FilterInputStream {
    private static final ThreadLocal<ArrivingStream> READING = new ThreadLocal<>();
    private static final Runnable NOTHING = () -> {};

    private Runnable beforeWait = NOTHING;

    /** {@code stream} reads from a source that calls {@link #aboutToWait()} before it may wait. */
    public ArrivingStream(InputStream stream) {
        super(stream);
    }

    /**
     * Returns {@code stream}, of which {@code action} is called on the reader's thread before it waits; where it does not know when that
     * is, before each read.
     */
    public static InputStream beforeWait(InputStream stream, Runnable action) {
        if (stream instanceof ArrivingStream arriving) {
            arriving.beforeWait = action;
            return arriving;
        }
        return new FilterInputStream(stream) {
            @Override
            public int read() throws IOException {
                action.run();
                return in.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                action.run();
                return in.read(bytes, offset, length);
            }
        };
    }

    /** What this thread reads may be waited for now. */
    public static void aboutToWait() {
        ArrivingStream reading = READING.get();
        if (reading != null) {
            reading.beforeWait.run();
            reading.waiting();
        }
    }

    /** Is called when the reader waits, and nothing else is to be done before. */
    protected void waiting() {}

    @Override
    public int read() throws IOException {
        READING.set(this);
        try {
            return in.read();
        } finally {
            READING.set(null);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        READING.set(this);
        try {
            return in.read(bytes, offset, length);
        } finally {
            READING.set(null);
        }
    }
}
