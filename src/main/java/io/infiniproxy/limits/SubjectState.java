package io.infiniproxy.limits;

import java.util.Map;

/**
 * How much of its limits a subject uses.
 *
 * @param inFlight requests that are under way
 * @param uses one for the period of each budget
 */
record SubjectState(Levels levels, int inFlight, Map<Period, PeriodUse> uses) {
    SubjectState {
        uses = Map.copyOf(uses);
    }

    PeriodUse use(Period period) {
        return uses.getOrDefault(period, PeriodUse.NONE);
    }
}
