package io.infiniproxy.backend;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Whether the last calls of the backend brought answers. Threadsafe. */
public final class BackendHealth {
    private static final int FAILURES_TO_SHOW = 3;

    private final Clock clock;
    private final AtomicReference<Run> run = new AtomicReference<>();
    private volatile Trouble last;

    /**
     * The last call that failed.
     *
     * @param message what went wrong; nothing of what the backend said
     */
    public record Trouble(Instant at, String message) {}

    /** Failures without an answer between them. */
    private record Run(Instant since, int failures) {}

    public BackendHealth(Clock clock) {
        this.clock = clock;
    }

    /** The backend has answered, if only to refuse the request. */
    public void answered() {
        if (run.get() != null) {
            run.set(null);
        }
    }

    /** The backend could not be reached, broke off, or answered that it is broken; {@code message} says which. */
    public void failed(String message) {
        Instant now = clock.instant();
        last = new Trouble(now, message);
        run.updateAndGet(before -> before == null ? new Run(now, 1) : new Run(before.since(), before.failures() + 1));
    }

    public boolean isFailing() {
        return failingSince().isPresent();
    }

    /** Returns since when no call has brought an answer; nothing where some of the last three have. */
    public Optional<Instant> failingSince() {
        return Optional.ofNullable(run.get()).filter(found -> found.failures() >= FAILURES_TO_SHOW).map(Run::since);
    }

    /** Returns the last failure since the start, if there was one, whatever came after it. */
    public Optional<Trouble> lastTrouble() {
        return Optional.ofNullable(last);
    }
}
