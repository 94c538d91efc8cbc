package io.infiniproxy.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.route.stream.ClientConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Answers {@code openapi.json}, which describes every endpoint. */
public final class AnswerOpenApi implements Processor {
    private static final String RESOURCE = "/openapi.json";
    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json", "Cache-Control", "no-cache");

    private final byte[] json = read();

    /** An endpoint as the document has it. */
    record Endpoint(String method, String path, String summary) {}

    @Override
    public void process(Exchange exchange) {
        ClientConnection.of(exchange).answer(200, HEADERS, json);
    }

    /** Returns all endpoints in the order of the document. */
    List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : tree().path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                String method = operation.getKey().toUpperCase(Locale.ROOT);
                endpoints.add(new Endpoint(method, path.getKey(), operation.getValue().path("summary").asText()));
            }
        }
        return endpoints;
    }

    private JsonNode tree() {
        try {
            return Json.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, e);
        }
    }

    private static byte[] read() {
        try (InputStream resource = AnswerOpenApi.class.getResourceAsStream(RESOURCE)) {
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, e);
        }
    }
}
