package io.infiniproxy.demo;

import java.util.Map;

/** Finds the endpoint that a method and a path ask for. */
final class Router {
    private static final String MODELS = "/v1/models/";

    private final Models models = new Models();
    private final Map<String, Endpoint> posts = Map.of(
            "/v1/chat/completions", new ChatCompletions(),
            "/v1/completions", new Completions(),
            "/v1/embeddings", new Embeddings());

    Endpoint endpoint(DemoExchange exchange) {
        String path = exchange.path();
        if (posts.containsKey(path)) {
            return require("POST", exchange, posts.get(path));
        }
        if (path.equals("/v1/models")) {
            return require("GET", exchange, models::list);
        }
        if (path.startsWith(MODELS) && path.length() > MODELS.length()) {
            return require("GET", exchange, found -> models.one(found, path.substring(MODELS.length())));
        }
        throw RejectedRequestException.unknownUrl(exchange.method(), path);
    }

    private static Endpoint require(String method, DemoExchange exchange, Endpoint endpoint) {
        boolean fits = exchange.method().equals(method) || method.equals("GET") && exchange.isHead();
        if (!fits) {
            throw RejectedRequestException.wrongMethod(method, exchange.method());
        }
        return endpoint;
    }
}
