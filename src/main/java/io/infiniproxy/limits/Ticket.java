package io.infiniproxy.limits;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** What an admitted request holds of its limits. Given back once, however often that is asked for. Threadsafe. */
public final class Ticket {
    private final Consumer<Used> giveBack;
    private final AtomicBoolean settled = new AtomicBoolean();

    Ticket(Consumer<Used> giveBack) {
        this.giveBack = giveBack;
    }

    /** The request has ended; {@code used} is what its usage record says, null when there is no record. */
    public void settle(Used used) {
        if (settled.compareAndSet(false, true)) {
            giveBack.accept(used);
        }
    }
}
