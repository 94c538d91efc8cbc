package io.infiniproxy.admin.status;

import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.stream.ClientConnection;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers which backends are configured, and how they do. There is one. */
public final class ShowBackends implements Processor {
    private final ConfiguredBackend backend;

    public ShowBackends(ConfiguredBackend backend) {
        this.backend = backend;
    }

    private record Backends(List<ConfiguredBackend.Description> backends) {}

    @Override
    public void process(Exchange exchange) {
        JsonAnswer.send(ClientConnection.of(exchange), new Backends(List.of(backend.describe())));
    }
}
