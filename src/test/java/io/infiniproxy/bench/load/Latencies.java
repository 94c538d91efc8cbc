package io.infiniproxy.bench.load;

import java.util.Arrays;

/** A histogram of times, right to 1%, of one size however many there are. */
public final class Latencies {
    private static final int SUB_BITS = 7;
    private static final int SUB_BUCKETS = 1 << SUB_BITS;

    private final long[] counts = new long[64 * SUB_BUCKETS];
    private long count;
    private long max;

    /** Adds a time, in nanoseconds. */
    public void add(long nanos) {
        counts[index(Math.max(0, nanos))]++;
        count++;
        max = Math.max(max, nanos);
    }

    public long count() {
        return count;
    }

    public void clear() {
        Arrays.fill(counts, 0);
        count = 0;
        max = 0;
    }

    /** Returns the time below which so many of a hundred are, in milliseconds; NaN when there are none. */
    public double percentileMs(double percent) {
        if (count == 0) {
            return Double.NaN;
        }
        long rank = Math.max(1, (long) Math.ceil(count * percent / 100));
        int index = -1;
        for (long seen = 0; seen < rank; seen += counts[index]) {
            index++;
        }
        return Math.min(middle(index), max) / 1e6;
    }

    public double maxMs() {
        return count == 0 ? Double.NaN : max / 1e6;
    }

    /** Below 2^7 each value has its own place; above, each power of two has 2^7 places. */
    private static int index(long value) {
        int shift = Math.max(0, 63 - Long.numberOfLeadingZeros(value | 1) - SUB_BITS);
        return (shift << SUB_BITS) + (int) (value >>> shift);
    }

    private static double middle(int index) {
        int shift = Math.max(0, (index >> SUB_BITS) - 1);
        long low = (long) (index - (shift << SUB_BITS)) << shift;
        return low + ((1L << shift) - 1) / 2.0;
    }
}
