package io.infiniproxy.route.models;

import io.infiniproxy.backend.http.BackendCall;
import io.infiniproxy.backend.http.BackendHttpClient;
import io.infiniproxy.route.BackendAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.http.HttpMethods;

/** Addresses the question for the models to the backend, and gives it up when it takes too long. */
public final class PrepareModelsCall implements Processor {
    private final BackendAddress backend;

    public PrepareModelsCall(BackendAddress backend) {
        this.backend = backend;
    }

    @Override
    public void process(Exchange exchange) {
        backend.write(exchange.getMessage(), HttpMethods.GET, "/models");
        BackendCall call = new BackendCall(BackendModels.LONGEST_WAIT);
        exchange.setVariable(BackendHttpClient.CALL, call);
        CompletableFuture.delayedExecutor(BackendModels.LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                .execute(call::cancel);
    }
}
