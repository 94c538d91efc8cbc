package io.infiniproxy.route.models;

import io.infiniproxy.keys.Caller;
import io.infiniproxy.route.ModelPermission;
import io.infiniproxy.route.Variables;
import io.infiniproxy.route.stream.ClientConnection;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers all models that the client can ask for with its key. */
public final class AnswerModels implements Processor {
    private final BackendModels backendModels;
    private final Optional<String> configured;

    public AnswerModels(BackendModels backendModels, Optional<String> configured) {
        this.backendModels = backendModels;
        this.configured = configured;
    }

    @Override
    public void process(Exchange exchange) {
        byte[] list = models(exchange).json();
        ClientConnection.of(exchange).answer(200, Map.of("Content-Type", "application/json"), list);
    }

    ModelList models(Exchange exchange) {
        Caller caller = exchange.getVariable(Variables.CALLER, Caller.class);
        return new ModelList(backendModels.list(), configured, id -> ModelPermission.allows(caller, id));
    }
}
