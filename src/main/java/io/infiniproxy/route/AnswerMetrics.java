package io.infiniproxy.route;

import io.infiniproxy.metrics.Metrics;
import io.infiniproxy.route.stream.ClientConnection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers the figures that Prometheus collects. */
public final class AnswerMetrics implements Processor {
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", Metrics.CONTENT_TYPE, "Cache-Control", "no-store");

    private final Metrics metrics;

    public AnswerMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection.of(exchange).answer(200, HEADERS, metrics.text().getBytes(StandardCharsets.UTF_8));
    }
}
