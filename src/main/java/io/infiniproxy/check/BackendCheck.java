package io.infiniproxy.check;

import io.infiniproxy.settings.BackendUrl;
import io.infiniproxy.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * Tries the backend itself, by small real calls.
 *
 * @param askedModel the model to ask for; empty for the first one that is listed
 */
public record BackendCheck(Settings settings, BackendUrl backend, Optional<String> askedModel) {

    /** Makes the calls, and reports each. */
    public void run(Report report) {
        try (CheckClient client = CheckClient.toBackend(settings)) {
            report.heading("Backend " + backend.base() + askedModel.map(name -> ", model " + name).orElse(""));
            Optional<String> model = model(client, report);
            model.ifPresent(found -> endpoint(client, found).run(report));
        }
    }

    private Optional<String> model(CheckClient client, Report report) {
        if (askedModel.isPresent()) {
            return askedModel;
        }
        URI models = url("/models");
        Advice advice = new BackendAdvice(settings, models, "a list");
        try {
            Optional<String> first = new ModelList(client, models, key(), advice).first();
            first.ifPresentOrElse(
                    name -> report.passed("model", name + " (the first one listed; OPENAI_MODEL is not set)"),
                    () -> report.failed("model", "the backend lists no models. Set OPENAI_MODEL, or use --model."));
            return first;
        } catch (IOException e) {
            report.failed("model", advice.ofFailure(e));
        }
        return Optional.empty();
    }

    private EndpointCheck endpoint(CheckClient client, String model) {
        URI url = url("/chat/completions");
        return new EndpointCheck(
                client, url, key(), model, new ChatCompletionsApi(), new BackendAdvice(settings, url, model));
    }

    private URI url(String path) {
        String query = backend.rawQuery() == null ? "" : "?" + backend.rawQuery();
        return URI.create(backend.endpoint(path) + query);
    }

    private String key() {
        return settings.backendApiKey().orElse("");
    }
}
