package io.infiniproxy.bench.mock;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/** Runs thousands of timers for next to nothing: a slot a millisecond, and every timer in the slot of its time. */
final class TimerWheel<T> {
    private static final int SLOTS = 1 << 14;

    private final ArrayDeque<T>[] slots;
    private long tick;
    private int waiting;

    TimerWheel(long nowMs) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        ArrayDeque<T>[] empty = new ArrayDeque[SLOTS];
        slots = empty;
        tick = nowMs;
    }

    /** Lets a timer run out at a time, which is less than {@link #SLOTS} ms away. */
    void add(T timer, long dueMs) {
        if (dueMs - tick >= SLOTS) {
            throw new IllegalArgumentException("due: expected less than " + SLOTS + " ms from now, got " + (dueMs - tick));
        }
        int slot = (int) (Math.max(tick + 1, dueMs) & SLOTS - 1);
        if (slots[slot] == null) {
            slots[slot] = new ArrayDeque<>();
        }
        slots[slot].add(timer);
        waiting++;
    }

    boolean isEmpty() {
        return waiting == 0;
    }

    /** Gives {@code due} every timer that has run out, in the order of their times. */
    void advance(long nowMs, Consumer<T> due) {
        while (tick < nowMs) {
            tick++;
            ArrayDeque<T> slot = slots[(int) (tick & SLOTS - 1)];
            for (T timer = poll(slot); timer != null; timer = poll(slot)) {
                waiting--;
                due.accept(timer);
            }
        }
    }

    private T poll(ArrayDeque<T> slot) {
        return slot == null ? null : slot.poll();
    }
}
