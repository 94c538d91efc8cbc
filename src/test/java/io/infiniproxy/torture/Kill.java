package io.infiniproxy.torture;

/** When the proxy was killed. Times are of {@link System#nanoTime}. */
record Kill(long beginNanos, long endNanos) {}
