package io.infiniproxy.limits;

import java.util.List;

/** What the limits of all subjects of a request say of it. */
sealed interface Verdict {
    /** How far the limits per minute are used up, this request counted where it is admitted. */
    Rates rates();

    /** The levels of the subjects after the request, in their order. */
    record Admitted(List<Levels> levels, Rates rates) implements Verdict {}

    /** Nothing has changed. */
    record Refused(Refusal refusal, Rates rates) implements Verdict {}
}
