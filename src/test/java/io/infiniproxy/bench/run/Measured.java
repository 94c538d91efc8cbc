package io.infiniproxy.bench.run;

import io.infiniproxy.bench.load.LoadResult;

/**
 * What one round of one work was, at one target.
 *
 * @param cpuMicros of the target's processes, for a request; NaN where it is not known
 * @param othersCpu how many cores were busy with what is none of the bench's; NaN where it is not known
 */
record Measured(String work, String target, int round, LoadResult result, double cpuMicros, double othersCpu) {
    /** Returns it as if it were another target's. */
    Measured of(String other) {
        return new Measured(work, other, round, result, cpuMicros, othersCpu);
    }
}
