package io.infiniproxy.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** What this process measures, and how Prometheus reads it. Threadsafe. */
public final class Metrics {
    /** The format of {@link #text()}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private boolean hasJvm;

    /** Where meters are registered. */
    public MeterRegistry registry() {
        return registry;
    }

    /**
     * Returns all figures, those of the JVM among them.
     *
     * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus: exposition formats</a>
     */
    public synchronized String text() {
        if (!hasJvm) {
            bindJvm();
            hasJvm = true;
        }
        return registry.scrape(CONTENT_TYPE);
    }

    /** When they are first asked for: the JVM's beans take time to be found, for which a start need not wait. */
    private void bindJvm() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }
}
