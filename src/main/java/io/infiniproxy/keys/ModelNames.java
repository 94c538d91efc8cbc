package io.infiniproxy.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.infiniproxy.json.Json;
import java.util.ArrayList;
import java.util.List;

/** The models that a key may ask for, as the database keeps them: a JSON array of names, null for all. */
final class ModelNames {
    private static final String ANY = "*";

    private ModelNames() {}

    static List<String> read(String json) {
        if (json == null) {
            return null;
        }
        try {
            List<String> models = new ArrayList<>();
            Json.read(json).forEach(model -> models.add(model.asText()));
            return List.copyOf(models);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("expected an array of models in the database, got no JSON", e);
        }
    }

    static String text(List<String> models) {
        return models == null ? null : Json.MAPPER.valueToTree(models).toString();
    }

    /** Returns whether one of the names is this model's, or begins like it and ends in a star. */
    static boolean include(List<String> models, String model) {
        return models.stream()
                .anyMatch(name -> name.endsWith(ANY)
                        ? model.startsWith(name.substring(0, name.length() - ANY.length()))
                        : model.equals(name));
    }
}
