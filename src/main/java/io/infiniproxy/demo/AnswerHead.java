package io.infiniproxy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** The fields an answer and all its chunks begin with. */
record AnswerHead(String id, long created, String model) {
    /** A new head that gives the model the name it was asked for by. */
    static AnswerHead of(String idPrefix, JsonNode request) {
        String model = request.path("model").asText(Models.DEMO);
        return new AnswerHead(Ids.next(idPrefix), Instant.now().getEpochSecond(), model);
    }

    ObjectNode json(String object) {
        return Json.object()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", model);
    }
}
