package io.infiniproxy.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** {@code GET /v1/models} and {@code GET /v1/models/{id}}: the one model there is. */
final class Models {
    static final String DEMO = "demo";
    /** When this model came to be: 2025-01-01T00:00:00Z. */
    private static final long CREATED = 1_735_689_600L;

    void list(DemoExchange exchange) throws IOException {
        var list = Json.object().put("object", "list");
        list.putArray("data").add(model());
        exchange.json(200, list);
    }

    void one(DemoExchange exchange, String id) throws IOException {
        if (!id.equals(DEMO)) {
            throw RejectedRequestException.unknownModel(id);
        }
        exchange.json(200, model());
    }

    private static ObjectNode model() {
        return Json.object()
                .put("id", DEMO)
                .put("object", "model")
                .put("created", CREATED)
                .put("owned_by", "infiniproxy");
    }
}
