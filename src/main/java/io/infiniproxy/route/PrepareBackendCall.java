package io.infiniproxy.route;

import io.infiniproxy.backend.http.BackendCall;
import io.infiniproxy.backend.http.BackendHttpClient;
import io.infiniproxy.route.stream.ClientConnection;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Addresses the message to the backend, with the backend's own credentials and none of the client's headers but a few, and
 * sees to it that the call ends when the client hangs up.
 */
public final class PrepareBackendCall implements Processor {
    private static final List<String> FORWARDED =
            List.of("openai-organization", "openai-project", "openai-beta", "idempotency-key");

    private final BackendAddress backend;

    public PrepareBackendCall(BackendAddress backend) {
        this.backend = backend;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        backend.write(exchange.getMessage(), "POST", exchange.getVariable(Variables.BACKEND_PATH, String.class));
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        forward(client, exchange.getMessage());
        exchange.getVariable(Variables.USAGE_METER, UsageMeter.class).callsBackend(backend.url().base().getHost());
        BackendCall call = new BackendCall();
        exchange.setVariable(BackendHttpClient.CALL, call);
        client.onClose(call::cancel);
    }

    private static void forward(ClientConnection client, Message message) {
        for (String name : FORWARDED) {
            String value = client.header(name);
            if (value != null) {
                message.setHeader(name, value);
            }
        }
    }
}
