package io.infiniproxy.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;

/** What this process knows of subjects: of all that have requests under way, and of those that were seen last. Threadsafe. */
final class Memories {
    private static final int MAX_RECENT = 100_000;

    /** Whoever has a ticket holds the memory: it is not forgotten before the request has ended. */
    private final Cache<Subject, SubjectMemory> live =
            Caffeine.newBuilder().weakValues().build();

    private final Cache<Subject, SubjectMemory> recent =
            Caffeine.newBuilder().maximumSize(MAX_RECENT).build();

    /** The memories of a request's subjects, locked until they are closed. */
    record Locked(List<SubjectMemory> all) implements AutoCloseable {
        @Override
        public void close() {
            all.forEach(SubjectMemory::unlock);
        }
    }

    /** The memories of a request's subjects, whose turn it is until they are closed. */
    record Turn(List<SubjectMemory> all) implements AutoCloseable {
        @Override
        public void close() {
            all.forEach(SubjectMemory::endTurn);
        }
    }

    /** Returns the memories of these subjects, in their order. */
    List<SubjectMemory> of(List<Limited> subjects) {
        List<SubjectMemory> memories = new ArrayList<>(subjects.size());
        subjects.forEach(limited -> memories.add(of(limited.subject())));
        return memories;
    }

    /** Waits for the turn of each in their order, as {@link #lock} does, and before it. */
    static Turn turn(List<SubjectMemory> memories) {
        memories.forEach(SubjectMemory::awaitTurn);
        return new Turn(memories);
    }

    /** Locks them in their order, an API key before its user: so nobody waits in a circle. */
    static Locked lock(List<SubjectMemory> memories) {
        memories.forEach(SubjectMemory::lock);
        return new Locked(memories);
    }

    private SubjectMemory of(Subject subject) {
        return recent.get(subject, unknown -> live.get(unknown, SubjectMemory::new));
    }
}
