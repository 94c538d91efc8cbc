package io.infiniproxy.route.models;

import io.infiniproxy.route.stream.ClientConnection;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers all models that clients can ask for. */
public final class AnswerModels implements Processor {
    private final BackendModels backendModels;
    private final Optional<String> configured;

    public AnswerModels(BackendModels backendModels, Optional<String> configured) {
        this.backendModels = backendModels;
        this.configured = configured;
    }

    @Override
    public void process(Exchange exchange) {
        byte[] list = models().json();
        ClientConnection.of(exchange).answer(200, Map.of("Content-Type", "application/json"), list);
    }

    ModelList models() {
        return new ModelList(backendModels.list(), configured);
    }
}
