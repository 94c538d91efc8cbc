package io.infiniproxy.route.counters;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Counts how often each step of the routes has begun, and nothing else: what looked at its end, too, would cost every request more than
 * it tells. Threadsafe.
 *
 * @see <a href="https://camel.apache.org/manual/intercept.html">Intercept</a>
 */
public final class StepCounters implements InterceptStrategy {
    private final Map<String, LongAdder> steps = new ConcurrentHashMap<>();

    /** Adds itself to a context whose routes are not there yet. */
    public void addTo(CamelContext camel) {
        camel.getCamelContextExtension().addInterceptStrategy(this);
    }

    /** Returns how often a step has begun since the start. */
    public long ofStep(String id) {
        LongAdder begun = steps.get(id);
        return begun == null ? 0 : begun.sum();
    }

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext camel, NamedNode step, Processor target, Processor next) {
        return new CountedStep(target, steps.computeIfAbsent(step.getId(), added -> new LongAdder()));
    }

    private static final class CountedStep extends DelegateAsyncProcessor {
        private final LongAdder begun;

        CountedStep(Processor step, LongAdder begun) {
            super(step);
            this.begun = begun;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            begun.increment();
            return super.process(exchange, callback);
        }
    }
}
