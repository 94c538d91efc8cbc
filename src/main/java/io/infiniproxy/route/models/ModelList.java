package io.infiniproxy.route.models;

import io.infiniproxy.backend.BackendModel;
import io.infiniproxy.json.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The models that a client can ask for: the backend's, the one that is set, and the names that Claude Code uses. */
final class ModelList {
    private static final String OURS = "infiniproxy";

    private static final List<Model> CLAUDE = List.of(
            claude("claude-opus-5-5", "Claude Opus 5.5"),
            claude("claude-sonnet-5-5", "Claude Sonnet 5.5"),
            claude("claude-haiku-5-5", "Claude Haiku 5.5"),
            claude("claude-sonnet-5", "Claude Sonnet 5"),
            claude("claude-opus-4-8", "Claude Opus 4.8"),
            claude("claude-sonnet-4-5", "Claude Sonnet 4.5"),
            claude("claude-haiku-4-5", "Claude Haiku 4.5"));

    private final LinkedHashMap<String, Model> models = new LinkedHashMap<>();

    private final Predicate<String> isAllowed;

    /** A name that occurs twice counts once, as it occurs first; one that is not allowed does not count. */
    ModelList(List<Model> backendModels, Optional<String> configured, Predicate<String> isAllowed) {
        this.isAllowed = isAllowed;
        backendModels.forEach(this::add);
        configured.ifPresent(id -> add(new Model(id, id, 0, OURS)));
        CLAUDE.forEach(this::add);
    }

    private static Model claude(String id, String displayName) {
        return new Model(id, displayName, 0, OURS);
    }

    private void add(Model model) {
        if (isAllowed.test(model.id())) {
            models.putIfAbsent(model.id(), model);
        }
    }

    /** Finds a model as Messages requests name it, with or without Claude Code's mark of a long context. */
    Optional<Model> find(String id) {
        return Optional.ofNullable(models.get(id)).or(() -> Optional.ofNullable(models.get(BackendModel.withoutMark(id))));
    }

    /** Returns the list with the members of both providers' lists. It is whole: there is no next page. */
    byte[] json() {
        Collection<Model> all = models.values();
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("object", "list");
            json.writeArrayFieldStart("data");
            for (Model model : all) {
                model.write(json);
            }
            json.writeEndArray();
            json.writeBooleanField("has_more", false);
            json.writeStringField("first_id", all.isEmpty() ? null : models.firstEntry().getKey());
            json.writeStringField("last_id", all.isEmpty() ? null : models.lastEntry().getKey());
            json.writeEndObject();
        });
    }
}
