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

    private static final int GATEWAY_TIMEOUT = 504;

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
            recordUsage.putFailure(exchange, Outcome.CANCELLED, CLIENT_CLOSED_REQUEST, true);
            return;
        }
        if (failure instanceof IOException io) {
            String message = FailureMapping.ofCause(io).message();
            LOG.warn("{}: {}", client.requestId(), message);
            health.failed(message);
        }
        int status = Failure.statusOf(failure);
        recordUsage.putFailure(exchange, Outcome.FAILED, status, status == GATEWAY_TIMEOUT);
    }
}
