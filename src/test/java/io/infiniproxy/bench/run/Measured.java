package io.infiniproxy.bench.run;

import io.infiniproxy.bench.load.LoadResult;

/**
 * What one round of one work was, at one target.
 *
 * @param cpuMicros of the target's processes, for a request; NaN where it is not known
 */
record Measured(String work, String target, int round, LoadResult result, double cpuMicros) {}
