package io.infiniproxy.route;

import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.anthropic.MessagesRequestReader;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Reads the Messages request, and checks it: also whether its key may ask for the model. */
public final class ReadMessagesRequest implements Processor {
    @Override
    public void process(Exchange exchange) {
        requirePost(ClientConnection.of(exchange));
        MessagesRequest request = MessagesRequestReader.read(body(exchange));
        ModelPermission.require(exchange, request.model());
        exchange.setVariable(Variables.MESSAGES_REQUEST, request);
        exchange.getVariable(Variables.USAGE_METER, UsageMeter.class).asked(request.model(), request.stream());
    }

    /** Returns the request's body; empty when there is none. */
    public static byte[] body(Exchange exchange) {
        requireUncompressed(ClientConnection.of(exchange));
        byte[] body = exchange.getMessage().getBody(byte[].class);
        return body == null ? new byte[0] : body;
    }

    private static void requireUncompressed(ClientConnection client) {
        String encoding = client.request().header("content-encoding");
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            throw new RefusedException(415, "Content-Encoding: expected a body that is not compressed, got " + encoding.strip());
        }
    }

    /** Refuses every method but POST, in the envelope of the client's API. */
    public static void requirePost(ClientConnection client) {
        if (!client.request().method().equals("POST")) {
            throw new RefusedException(
                    405, "Expected POST at " + client.request().path() + ", got " + client.request().method(), Map.of("allow", "POST"));
        }
    }
}
