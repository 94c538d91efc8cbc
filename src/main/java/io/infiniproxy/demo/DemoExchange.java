package io.infiniproxy.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** One request to the demo backend, read as JSON, and the two ways to answer it: a JSON body or an event stream. */
final class DemoExchange {
    private final HttpExchange http;

    DemoExchange(HttpExchange http) {
        this.http = http;
    }

    String method() {
        return http.getRequestMethod();
    }

    boolean isHead() {
        return method().equals("HEAD");
    }

    String path() {
        return http.getRequestURI().getPath();
    }

    /** The request's body, which must be a JSON object. */
    ObjectNode readObject() throws IOException {
        byte[] body = http.getRequestBody().readAllBytes();
        if (parse(body) instanceof ObjectNode object) {
            return object;
        }
        throw RejectedRequestException.invalid(null, "body: expected a JSON object");
    }

    private static JsonNode parse(byte[] body) throws IOException {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw RejectedRequestException.invalid(null, "body: expected JSON, but " + e.getOriginalMessage());
        }
    }

    void json(int status, JsonNode body) throws IOException {
        byte[] bytes = Json.MAPPER.writeValueAsBytes(body);
        http.getRequestBody().readAllBytes(); // an unread body would cost the connection
        http.getResponseHeaders().set("Content-Type", "application/json");
        http.sendResponseHeaders(status, isHead() ? -1 : bytes.length);
        if (!isHead()) {
            http.getResponseBody().write(bytes);
        }
    }

    EventStream startEventStream() throws IOException {
        http.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        http.getResponseHeaders().set("Cache-Control", "no-cache");
        http.sendResponseHeaders(200, 0);
        return new EventStream(http.getResponseBody());
    }
}
