package io.infiniproxy.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How many tokens of a model go to one that is counted here, learned from what the backend reports: every model has a
 * tokenizer and a chat template of its own. The last answers count most. Threadsafe.
 */
final class TokenCalibration {
    /** What an older answer still counts after the next one. */
    private static final double MEMORY = 0.9;

    private static final double LEAST = 0.25;
    private static final double MOST = 4;
    private static final int MAX_MODELS = 1000;

    /** Each holds the sums of its model: to put new ones into the cache would cost every request the cache's upkeep. */
    private final Cache<String, AtomicReference<Sums>> models =
            Caffeine.newBuilder().maximumSize(MAX_MODELS).build();

    private record Sums(double counted, double reported) {
        static final Sums NONE = new Sums(0, 0);

        Sums plus(long moreCounted, long moreReported) {
            return new Sums(MEMORY * counted + moreCounted, MEMORY * reported + moreReported);
        }

        double factor() {
            return counted == 0 ? 1 : Math.clamp(reported / counted, LEAST, MOST);
        }
    }

    /** Learns from one answer; figures that cannot be are left out. */
    void learn(String model, long counted, long reported) {
        if (counted > 0 && reported > 0) {
            models.get(model, unknown -> new AtomicReference<>(Sums.NONE)).updateAndGet(sums -> sums.plus(counted, reported));
        }
    }

    /** Returns about how many tokens of {@code model} the {@code counted} ones are; as they are for an unknown model. */
    long of(String model, long counted) {
        AtomicReference<Sums> sums = models.getIfPresent(model);
        return sums == null ? counted : Math.round(counted * sums.get().factor());
    }
}
