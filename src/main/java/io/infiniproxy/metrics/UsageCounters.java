package io.infiniproxy.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many requests have called the backend, how they ended and what they used, since the start. Threadsafe. */
public final class UsageCounters {
    private final Map<String, Counter> requests;
    private final Map<String, Counter> tokens;

    /**
     * Each counter is there from the start, so that a graph begins at zero.
     *
     * @param outcomes how requests end
     * @param requestsInFlight how many have begun and not ended
     */
    public UsageCounters(MeterRegistry registry, Stream<String> outcomes, LongSupplier requestsInFlight) {
        requests = outcomes.collect(Collectors.toMap(
                Function.identity(),
                outcome -> Counter.builder("infiniproxy.requests")
                        .description("Requests that have called the backend, by how they ended")
                        .tag("outcome", outcome)
                        .register(registry)));
        tokens = Stream.of("input", "output", "cache_read", "cache_creation")
                .collect(Collectors.toMap(Function.identity(), kind -> Counter.builder("infiniproxy.tokens")
                        .description("Tokens of those requests; the input includes what was read from and written to the cache")
                        .tag("kind", kind)
                        .register(registry)));
        Gauge.builder("infiniproxy.requests.in.flight", requestsInFlight, LongSupplier::getAsLong)
                .description("Requests of clients that have begun and not ended")
                .strongReference(true)
                .register(registry);
    }

    /** Counts a request that has ended. */
    public void count(String outcome, long input, long output, long cacheRead, long cacheCreation) {
        requests.get(outcome).increment();
        tokens.get("input").increment(input);
        tokens.get("output").increment(output);
        tokens.get("cache_read").increment(cacheRead);
        tokens.get("cache_creation").increment(cacheCreation);
    }
}
