package io.infiniproxy.route;

import io.infiniproxy.backend.BackendHealth;
import io.infiniproxy.backend.http.BackendCall;
import io.infiniproxy.backend.http.BackendHttpClient;
import io.infiniproxy.route.stream.ClientConnection;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the backend's answer off the message, so that none of its headers reaches the client by itself. */
public final class TakeBackendAnswer implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(TakeBackendAnswer.class);

    private final BackendHealth health;

    public TakeBackendAnswer(BackendHealth health) {
        this.health = health;
    }

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        Map<String, String> headers = headers(message);
        InputStream body = message.getBody(InputStream.class);
        message.removeHeaders("*");
        var answer = new BackendAnswer(status, headers, body == null ? InputStream.nullInputStream() : watched(exchange, body));
        message.setBody(answer);
        exchange.setVariable(Variables.BACKEND_ANSWER, answer);
        if (status >= 500 || status == 401 || status == 403) {
            LOG.warn("{}: the backend answered {}", ClientConnection.of(exchange).requestId(), status);
        }
        if (status >= 500) {
            health.failed("The backend answered " + status);
        } else {
            health.answered();
        }
    }

    private static InputStream watched(Exchange exchange, InputStream body) {
        return exchange.getVariable(BackendHttpClient.CALL, BackendCall.class).watched(body);
    }

    private static Map<String, String> headers(Message message) {
        Map<String, String> headers = new HashMap<>();
        message.getHeaders().forEach((name, value) -> {
            if (!name.startsWith("Camel")) {
                headers.put(name.toLowerCase(Locale.ROOT), text(value));
            }
        });
        if (isUnpacked(headers.get("content-encoding"))) {
            headers.keySet().removeAll(Set.of("content-encoding", "content-length"));
        }
        return headers;
    }

    /** Camel has unpacked the body by now where the header names gzip, and nothing else. */
    private static boolean isUnpacked(String encoding) {
        return encoding != null && encoding.toLowerCase(Locale.ROOT).contains("gzip");
    }

    /** A header that came several times is a list here; RFC 9110 joins its values by commas. */
    private static String text(Object value) {
        return value instanceof Collection<?> values
                ? values.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(value);
    }
}
