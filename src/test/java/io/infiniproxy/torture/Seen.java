package io.infiniproxy.torture;

/** What a client saw of one request. Times are of {@link System#nanoTime}. */
record Seen(String name, End end, long startNanos, long endNanos) {
    private static final long NOTICED_NANOS = 1_000_000_000;

    /** How it ended for the client. */
    enum End {
        /** The end marker has come, or the whole JSON. */
        COMPLETED,
        /** The client hung up before it. */
        ABORTED,
        /** An error, or a connection that broke. */
        FAILED
    }

    /** Whether it was under way when the proxy was killed; one that its client gave up is, until the proxy has noticed. */
    boolean isAliveAt(Kill kill) {
        long noticed = end == End.ABORTED ? endNanos + NOTICED_NANOS : endNanos;
        return startNanos - kill.endNanos() <= 0 && noticed - kill.beginNanos() >= 0;
    }
}
