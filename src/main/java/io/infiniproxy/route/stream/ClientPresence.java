package io.infiniproxy.route.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Whether a client is still there: tells who wants to know when it goes, and lets a thread wait for it. Threadsafe. */
final class ClientPresence {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Runnable> listeners = new ArrayList<>(2);
    private volatile boolean gone;

    boolean isGone() {
        return gone;
    }

    /** Calls {@code listener} when the client goes; at once when it has gone already. */
    void onGone(Runnable listener) {
        lock.lock();
        try {
            if (!gone) {
                listeners.add(listener);
                return;
            }
        } finally {
            lock.unlock();
        }
        listener.run();
    }

    /** The client has gone, unless {@code hasAll} says that it has its whole answer. */
    void goneUnless(BooleanSupplier hasAll) {
        List<Runnable> told;
        lock.lock();
        try {
            if (gone || hasAll.getAsBoolean()) {
                return;
            }
            gone = true;
            told = List.copyOf(listeners);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        told.forEach(Thread::startVirtualThread);
    }

    /** Lets who waits look again at what it waits for. */
    void changed() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits while {@code isBusy}; whatever ends that has to call {@link #changed}.
     *
     * @throws ClientGoneException if the client goes, or it takes longer than {@code longestWait}
     */
    void awaitWhile(BooleanSupplier isBusy, Duration longestWait) {
        lock.lock();
        try {
            long nanos = longestWait.toNanos();
            while (isBusy.getAsBoolean() && !gone && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            expectPresent();
            if (nanos <= 0) {
                throw new ClientGoneException("The client reads nothing for " + longestWait.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientGoneException("Interrupted while the client did not read");
        } finally {
            lock.unlock();
        }
    }

    /**
     * Checks that the client is there.
     *
     * @throws ClientGoneException if it has gone
     */
    void expectPresent() {
        if (gone) {
            throw new ClientGoneException("The client has hung up");
        }
    }
}
