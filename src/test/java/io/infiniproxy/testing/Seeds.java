package io.infiniproxy.testing;

import java.util.Random;

/** Runs a property with random input that can be had again: a failure names its seed. */
public final class Seeds {
    private Seeds() {}

    /** What must hold for whatever {@code random} brings. */
    @FunctionalInterface
    public interface Property {
        void check(Random random) throws Exception;
    }

    /** Checks {@code property} with the seeds from 1 to {@code runs}. */
    public static void check(int runs, Property property) {
        for (long seed = 1; seed <= runs; seed++) {
            try {
                property.check(new Random(seed));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }
}
