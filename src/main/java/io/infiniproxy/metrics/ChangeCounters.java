package io.infiniproxy.metrics;

import io.infiniproxy.translate.Change.Kind;
import io.infiniproxy.translate.Changes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** How often translations have changed or dropped what, by kind, since the start. Threadsafe. */
public final class ChangeCounters {
    private final Map<Kind, Counter> counters = new EnumMap<>(Kind.class);

    /** Each kind has its counter from the start, so that a graph begins at zero. */
    public ChangeCounters(MeterRegistry registry) {
        for (Kind kind : Kind.values()) {
            counters.put(
                    kind,
                    Counter.builder("infiniproxy.translation.changes")
                            .description("What the translation of Messages requests has changed or dropped")
                            .tag("kind", kind.id())
                            .tag("action", kind.action().id())
                            .register(registry));
        }
    }

    /** Counts each change of one request. */
    public void count(Changes changes) {
        changes.forEachKind(kind -> counters.get(kind).increment());
    }
}
