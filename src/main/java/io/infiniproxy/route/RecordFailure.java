package io.infiniproxy.route;

import io.infiniproxy.backend.BackendHealth;
import io.infiniproxy.backend.FailureMapping;
import io.infiniproxy.backend.http.BackendCall;
import io.infiniproxy.backend.http.BackendHttpClient;
import io.infiniproxy.route.error.Failure;
import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.route.stream.ClientGoneException;
import io.infiniproxy.usage.Outcome;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the call of the backend, and makes the usage record of what was seen until then. */
public final class RecordFailure implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(RecordFailure.class);

    /** As nginx logs a client that has hung up. */
    private static final int CLIENT_CLOSED_REQUEST = 499;

    private final BackendHealth health;
    private final RecordUsage recordUsage;

    public RecordFailure(BackendHealth health, RecordUsage recordUsage) {
        this.health = health;
        this.recordUsage = recordUsage;
    }

    @Override
    public void process(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (exchange.getVariable(BackendHttpClient.CALL) instanceof BackendCall call) {
            call.cancel();
        }
        ClientConnection client = ClientConnection.of(exchange);
        if (client.isClosed() || failure instanceof ClientGoneException) {
            recordUsage.put(exchange, Outcome.CANCELLED, CLIENT_CLOSED_REQUEST);
            return;
        }
        if (failure instanceof IOException io) {
            String message = FailureMapping.ofCause(io).message();
            LOG.warn("{}: {}", client.requestId(), message);
            health.failed(message);
        }
        recordUsage.put(exchange, Outcome.FAILED, Failure.statusOf(failure));
    }
}
