package io.infiniproxy.route;

import io.infiniproxy.backend.http.BackendCall;
import io.infiniproxy.backend.http.BackendHttpClient;
import io.infiniproxy.route.stream.ClientConnection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Addresses the message to the backend, with the backend's own credentials and none of the client's headers but a few, and
 * sees to it that the call ends when the client hangs up.
 */
public final class PrepareBackendCall implements Processor {
    /** What asks something of the backend, or lets a call be found again; none tells who the client's user is. */
    private static final List<String> FORWARDED = List.of(
            "openai-organization", "openai-project", "openai-beta", "idempotency-key", "x-client-request-id", "http-referer",
            "x-title", "traceparent", "tracestate");

    /** What OpenAI's own SDKs tell of themselves; on Messages it would be Anthropic's. */
    private static final List<String> OF_OPENAI_SDKS = Stream.of(
                    "lang", "package-version", "os", "arch", "runtime", "runtime-version", "async", "retry-count", "timeout",
                    "read-timeout", "helper-method")
            .map(name -> "x-stainless-" + name)
            .toList();

    private final BackendAddress backend;

    public PrepareBackendCall(BackendAddress backend) {
        this.backend = backend;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        backend.write(exchange.getMessage(), "POST", exchange.getVariable(Variables.BACKEND_PATH, String.class));
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        forward(FORWARDED, client, exchange.getMessage());
        if (exchange.getVariable(Variables.PASSTHROUGH_REQUEST) != null) {
            forward(OF_OPENAI_SDKS, client, exchange.getMessage());
        }
        exchange.getVariable(Variables.USAGE_METER, UsageMeter.class).callsBackend(backend.url().base().getHost());
        exchange.removeVariable(Variables.BACKEND_ANSWER); // of a call before this one, which was refused
        BackendCall call = new BackendCall();
        exchange.setVariable(BackendHttpClient.CALL, call);
        client.onClose(call::cancel);
    }

    private static void forward(List<String> names, ClientConnection client, Message message) {
        for (String name : names) {
            String value = client.request().header(name);
            if (value != null) {
                message.setHeader(name, value);
            }
        }
    }
}
