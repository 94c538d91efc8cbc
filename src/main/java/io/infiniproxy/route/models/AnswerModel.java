package io.infiniproxy.route.models;

import io.infiniproxy.json.Json;
import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers one model. */
public final class AnswerModel implements Processor {
    private static final String ABOVE = "/v1/models/";

    private final AnswerModels all;

    public AnswerModel(AnswerModels all) {
        this.all = all;
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        String id = id(client.request().path());
        Model model = all.models(exchange).find(id).orElseThrow(() -> new RefusedException(404, "model: " + id));
        client.answer(200, Map.of("Content-Type", "application/json"), Json.bytes(model::write));
    }

    /** The id is the rest of the path, and may have slashes; a plus sign is one here, other than in a query. */
    private static String id(String path) {
        String rest = path.startsWith(ABOVE) ? path.substring(ABOVE.length()) : "";
        try {
            return URLDecoder.decode(rest.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return rest;
        }
    }
}
