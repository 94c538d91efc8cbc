package io.infiniproxy.concurrent;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells all open streams the time, so that each can break its silence, or end a wait that is too long. One thread looks at all of
 * them: a timer for every stream would cost every request a lock.
 */
public final class StreamClock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamClock.class);
    private static final long TICK_MS = 250;

    private final Set<Ticking> streams = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("stream-clock").factory());

    public StreamClock() {
        executor.scheduleAtFixedRate(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
    }

    /** What wants to know the time. */
    @FunctionalInterface
    public interface Ticking {
        /** {@code nowNanos} is of {@link System#nanoTime()}. */
        void tick(long nowNanos);
    }

    /** Ticks for {@code stream} from now on. */
    public void add(Ticking stream) {
        streams.add(stream);
    }

    public void remove(Ticking stream) {
        streams.remove(stream);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private void tick() {
        long nowNanos = System.nanoTime();
        for (Ticking stream : streams) {
            try {
                stream.tick(nowNanos);
            } catch (RuntimeException e) {
                streams.remove(stream);
                LOG.warn("A stream or call is told the time no more", e);
            }
        }
    }
}
