package io.infiniproxy.concurrent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A question whose answer may take long, or never come. However many want to know, it is asked once in an interval and never
 * twice at a time, and nobody waits longer than a limit. Threadsafe.
 */
public final class SharedQuestion<T> {
    private final Supplier<T> ask;
    private final long intervalNanos;
    private final long longestWaitMs;
    private CompletableFuture<T> question;
    private long askedNanos;

    /** {@code ask} runs on a thread of its own. */
    public SharedQuestion(Supplier<T> ask, Duration interval, Duration longestWait) {
        this.ask = ask;
        this.intervalNanos = interval.toNanos();
        this.longestWaitMs = longestWait.toMillis();
    }

    /** Returns the newest answer, or {@code otherwise} when there is none in time, or asking failed. */
    public T answerOr(T otherwise) {
        return question()
                .exceptionally(failure -> otherwise)
                .completeOnTimeout(otherwise, longestWaitMs, TimeUnit.MILLISECONDS)
                .join();
    }

    private synchronized CompletableFuture<T> question() {
        if (question == null || question.isDone() && System.nanoTime() - askedNanos >= intervalNanos) {
            askedNanos = System.nanoTime();
            question = CompletableFuture.supplyAsync(ask, Thread::startVirtualThread);
        }
        return question;
    }
}
