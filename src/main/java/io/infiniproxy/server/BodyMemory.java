package io.infiniproxy.server;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the bodies of all requests take that are there at one time. A body is held until its request has ended, and takes its
 * length several times: as it came, as it is read, as the backend is sent it. Without a bound, a few clients could use up the heap, with
 * no key at all, and a JVM without memory answers nobody. Threadsafe.
 */
final class BodyMemory {
    private static final int HEAP_PARTS = 8;

    private final long mostBytes;
    private final AtomicLong heldBytes = new AtomicLong();

    BodyMemory(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** An eighth of the largest heap that this JVM may have, and never less than one body. */
    static BodyMemory ofHeap(long maxBodyBytes) {
        return new BodyMemory(Math.max(Runtime.getRuntime().maxMemory() / HEAP_PARTS, maxBodyBytes));
    }

    /** Holds so many more bytes; returns false, and holds none of them, where there is no room. */
    boolean take(int bytes) {
        if (heldBytes.addAndGet(bytes) <= mostBytes) {
            return true;
        }
        heldBytes.addAndGet(-bytes);
        return false;
    }

    /** Holds so many bytes no longer. */
    void give(long bytes) {
        heldBytes.addAndGet(-bytes);
    }

    long mostBytes() {
        return mostBytes;
    }
}
