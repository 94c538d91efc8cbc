package io.infiniproxy.route;

import io.infiniproxy.anthropic.ApiError;
import io.infiniproxy.backend.BackendException;
import io.infiniproxy.backend.RateLimits;
import io.infiniproxy.route.error.Api;
import io.infiniproxy.route.error.Failure;
import io.infiniproxy.route.error.LimitReachedException;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.failures.KeepFailure;
import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.route.stream.ClientGoneException;
import io.infiniproxy.route.stream.MessageStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tells the client what went wrong: by a status while none has left, else in the stream, or by breaking it off. */
public final class AnswerFailure implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerFailure.class);

    private final KeepFailure keepFailure;

    public AnswerFailure(KeepFailure keepFailure) {
        this.keepFailure = keepFailure;
    }

    @Override
    public void process(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        ClientConnection client = ClientConnection.of(exchange);
        if (client.isClosed()) {
            LOG.debug("{}: the client has hung up", client.requestId());
            client.abandon();
        } else if (failure instanceof ClientGoneException) {
            LOG.debug("{}: {}", client.requestId(), failure.getMessage());
            client.reset();
        } else {
            answer(exchange, client, failure);
        }
    }

    private void answer(Exchange exchange, ClientConnection client, Throwable failure) {
        ApiError error = Failure.of(failure, client.requestId());
        // the words may quote a prompt; what the network says is logged where it is recorded
        Level level = error.status() >= 500 && !(failure instanceof IOException) ? Level.WARN : Level.DEBUG;
        LOG.atLevel(level).log("{}: {} {}", client.requestId(), error.status(), error.type());
        keepFailure.keep(exchange, failure, error);
        if (stream(exchange) instanceof MessageStream stream && stream.fail(error)) {
            return;
        }
        if (client.hasBegun()) {
            client.reset();
        } else {
            byte[] body = client.request().api().errorBody(error, openAiCode(failure), client.requestId());
            client.answer(error.status(), headers(exchange, failure, error.status()), body);
        }
    }

    private static String openAiCode(Throwable failure) {
        return failure instanceof LimitReachedException limit ? limit.openAiCode() : null;
    }

    private static Object stream(Exchange exchange) {
        Object answer = exchange.getVariable(Variables.MESSAGE_ANSWER);
        return answer instanceof MessageAnswer messageAnswer ? messageAnswer.sink() : null;
    }

    /**
     * Refused for its key or its credit, a request would be refused again: told so, the SDKs and Claude Code say at once what
     * is wrong instead of trying for minutes.
     */
    private static Map<String, String> headers(Exchange exchange, Throwable failure, int status) {
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
        if (status == 401 || status == 402 || status == 403 || backendRefusesKey(exchange)) {
            headers.put("x-should-retry", "false");
        }
        if (failure instanceof BackendException
                && exchange.getVariable(Variables.BACKEND_ANSWER) instanceof BackendAnswer answer) {
            headers.putAll(limits(exchange, answer));
        }
        if (failure instanceof LimitReachedException limit) {
            headers.putAll(limit.headers());
        }
        if (failure instanceof RefusedException refused) {
            headers.putAll(refused.headers());
        }
        return headers;
    }

    /** When the client may try again, and what the backend still takes. */
    private static Map<String, String> limits(Exchange exchange, BackendAnswer answer) {
        Map<String, String> limits = new HashMap<>();
        if (ClientConnection.of(exchange).request().api() == Api.ANTHROPIC) {
            limits.putAll(RateLimits.translateBack(answer.headers(), Instant.now()));
        }
        for (String name : List.of("retry-after", "retry-after-ms")) {
            if (answer.header(name) != null) {
                limits.put(name, answer.header(name));
            }
        }
        return limits;
    }

    private static boolean backendRefusesKey(Exchange exchange) {
        return exchange.getVariable(Variables.BACKEND_ANSWER) instanceof BackendAnswer answer && answer.status() == 401;
    }
}
