package io.infiniproxy.route;

import io.infiniproxy.backend.http.BackendCall;
import io.infiniproxy.backend.http.BackendHttpClient;
import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.settings.BackendUrl;
import java.util.List;
import java.util.Optional;
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

    private final BackendUrl backend;
    private final Optional<String> apiKey;

    public PrepareBackendCall(BackendUrl backend, Optional<String> apiKey) {
        this.backend = backend;
        this.apiKey = apiKey;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        address(exchange, exchange.getMessage());
        forward(client, exchange.getMessage());
        exchange.getVariable(Variables.USAGE_METER, UsageMeter.class).callsBackend();
        BackendCall call = new BackendCall();
        exchange.setVariable(BackendHttpClient.CALL, call);
        client.onClose(call::cancel);
    }

    private void address(Exchange exchange, Message message) {
        String path = exchange.getVariable(Variables.BACKEND_PATH, String.class);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(Exchange.HTTP_URI, backend.endpoint(path));
        if (backend.rawQuery() != null) {
            message.setHeader(Exchange.HTTP_RAW_QUERY, backend.rawQuery());
        }
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setHeader("Accept", "application/json, text/event-stream");
        message.setHeader("User-Agent", "infiniproxy");
        apiKey.ifPresent(key -> message.setHeader("Authorization", "Bearer " + key));
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
