package io.infiniproxy.backend;

import java.util.Optional;

/**
 * Which model a backend is asked for.
 *
 * @param configured the one model that answers every Messages request, if there is one
 */
public record BackendModel(Optional<String> configured) {
    private static final String LONG_CONTEXT = "[1m]";

    /** Returns the model for a Messages request: the client's own name loses Claude Code's mark of a long context. */
    public String forMessages(String model) {
        return configured.orElse(withoutContextMark(model));
    }

    /** Returns the name of a model without Claude Code's mark of a long context. */
    public static String withoutContextMark(String model) {
        return model.endsWith(LONG_CONTEXT) ? model.substring(0, model.length() - LONG_CONTEXT.length()) : model;
    }
}
