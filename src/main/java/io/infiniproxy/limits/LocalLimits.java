package io.infiniproxy.limits;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Counts in memory: for a proxy that is alone on its database. What was spent before is asked of the database when a subject
 * with a budget is first met, and whenever a period begins; requests of that subject wait meanwhile to be admitted, but not to end.
 */
public final class LocalLimits implements RequestLimits {
    private final Memories memories;
    private final SpentSource source;
    private final InstantSource clock;

    LocalLimits(Memories memories, SpentSource source, InstantSource clock) {
        this.memories = memories;
        this.source = source;
        this.clock = clock;
    }

    static LocalLimits open(DataSource reads, StoredUsage stored, InstantSource clock) {
        return new LocalLimits(new Memories(), new SqlSpent(reads, stored), clock);
    }

    @Override
    public Admission admit(String requestId, List<Limited> subjects, Demand demand) {
        List<SubjectMemory> known = memories.of(subjects);
        try (var turn = Memories.turn(known)) {
            Instant now = clock.instant();
            load(subjects, turn, now);
            try (var locked = Memories.lock(known)) {
                return admit(requestId, subjects, demand, locked, now);
            }
        }
    }

    private void load(List<Limited> subjects, Memories.Turn turn, Instant now) {
        for (int i = 0; i < subjects.size(); i++) {
            turn.all().get(i).load(subjects.get(i).limits(), source, now);
        }
    }

    private static Admission admit(
            String requestId, List<Limited> subjects, Demand demand, Memories.Locked locked, Instant now) {
        List<SubjectState> states = new ArrayList<>(subjects.size());
        for (int i = 0; i < subjects.size(); i++) {
            states.add(locked.all().get(i).state(subjects.get(i).limits(), now));
        }
        return switch (Judgement.of(subjects, states, demand, now.toEpochMilli())) {
            case Verdict.Refused(Refusal refusal, Rates rates) -> new Admission.Refused(refusal, rates);
            case Verdict.Admitted(List<Levels> levels, Rates rates) -> {
                reserve(requestId, locked, levels, Reservation.of(demand, now));
                yield new Admission.Admitted(ticket(requestId, locked.all()), rates);
            }
        };
    }

    static void reserve(String requestId, Memories.Locked locked, List<Levels> levels, Reservation reservation) {
        for (int i = 0; i < levels.size(); i++) {
            locked.all().get(i).levels(levels.get(i));
            locked.all().get(i).reserve(requestId, reservation);
        }
    }

    /** Gives back what a request holds in the memories. */
    static void settle(String requestId, List<SubjectMemory> known, Used used) {
        try (var locked = Memories.lock(known)) {
            locked.all().forEach(memory -> memory.settle(requestId, used));
        }
    }

    private static Ticket ticket(String requestId, List<SubjectMemory> known) {
        return new Ticket(used -> settle(requestId, known, used));
    }

    @Override
    public LimitUse use(Limited subject) {
        List<SubjectMemory> known = memories.of(List.of(subject));
        try (var turn = Memories.turn(known)) {
            Instant now = clock.instant();
            load(List.of(subject), turn, now);
            try (var locked = Memories.lock(known)) {
                return LimitUse.of(subject, locked.all().getFirst().state(subject.limits(), now), now);
            }
        }
    }

    @Override
    public void close() {
        // nothing is open
    }
}
