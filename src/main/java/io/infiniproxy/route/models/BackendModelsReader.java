package io.infiniproxy.route.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.json.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads a backend's list of models: OpenAI's {@code {"data":[…]}}, or the array alone, as some have it. */
final class BackendModelsReader {
    /** The last second of the year 9999: what lies beyond is no time, and has no RFC 3339 text. */
    private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private BackendModelsReader() {}

    /** Returns the models; nothing when this is no list of models. */
    static Optional<List<Model>> read(byte[] body) {
        try {
            JsonNode tree = Json.read(body);
            JsonNode list = tree.isArray() ? tree : tree.path("data");
            return list.isArray() ? Optional.of(models(list)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static List<Model> models(JsonNode list) {
        List<Model> models = new ArrayList<>();
        for (JsonNode entry : list) {
            String id = JsonText.of(entry.path("id"));
            if (id != null && !id.isBlank()) {
                models.add(model(id, entry));
            }
        }
        return models;
    }

    private static Model model(String id, JsonNode entry) {
        String displayName = JsonText.of(entry.path("display_name"));
        String ownedBy = JsonText.of(entry.path("owned_by"));
        return new Model(
                id,
                Objects.requireNonNullElse(displayName, id),
                Math.clamp(entry.path("created").asLong(0), 0, LAST_SECOND),
                Objects.requireNonNullElse(ownedBy, "backend"));
    }
}
