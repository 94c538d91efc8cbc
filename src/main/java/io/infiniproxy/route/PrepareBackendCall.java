package io.infiniproxy.route;

import io.infiniproxy.backend.http.BackendCall;
import io.infiniproxy.backend.http.BackendHttpClient;
import io.infiniproxy.concurrent.StreamClock;
import io.infiniproxy.route.stream.ClientConnection;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.http.HttpMethods;

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
    private final StreamClock clock;
    private final Duration longestSilence;

    /** {@code clock} ends calls whose backend is silent for longer than {@code longestSilence}. */
    public PrepareBackendCall(BackendAddress backend, StreamClock clock, Duration longestSilence) {
        this.backend = backend;
        this.clock = clock;
        this.longestSilence = longestSilence;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        backend.write(exchange.getMessage(), HttpMethods.POST, exchange.getVariable(Variables.BACKEND_PATH, String.class));
        exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
        forward(FORWARDED, client, exchange.getMessage());
        if (exchange.getVariable(Variables.PASSTHROUGH_REQUEST) != null) {
            forward(OF_OPENAI_SDKS, client, exchange.getMessage());
        }
        exchange.getVariable(Variables.USAGE_METER, UsageMeter.class).callsBackend(backend.url().base().getHost());
        exchange.removeVariable(Variables.BACKEND_ANSWER); // of a call before this one, which was refused
        BackendCall call = new BackendCall(longestSilence);
        exchange.setVariable(BackendHttpClient.CALL, call);
        clock.add(call);
        exchange.getExchangeExtension().addOnCompletion(new WhenDone(() -> clock.remove(call)));
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
