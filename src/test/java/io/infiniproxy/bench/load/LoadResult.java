package io.infiniproxy.bench.load;

import java.util.List;

/**
 * What came of a {@link LoadJob}. Times are in milliseconds.
 *
 * @param right how many answers were right
 * @param wrong how many were not, or did not come
 * @param firstWrongs what was wrong with the first of them
 * @param seconds from the first request to the last answer
 * @param answer from a request's begin to its answer's end; the begin is the intended one
 * @param firstText from a request's begin to the first text of its answer
 */
public record LoadResult(
        long right, long wrong, List<String> firstWrongs, double seconds, Spread answer, Spread firstText) {
    /** How a time is spread over the requests. */
    public record Spread(double p50, double p90, double p99, double p999, double max) {
        static Spread of(Latencies latencies) {
            return new Spread(
                    latencies.percentileMs(50),
                    latencies.percentileMs(90),
                    latencies.percentileMs(99),
                    latencies.percentileMs(99.9),
                    latencies.maxMs());
        }
    }

    /** Returns how many right answers came in a second. */
    public double perSecond() {
        return right / seconds;
    }
}
