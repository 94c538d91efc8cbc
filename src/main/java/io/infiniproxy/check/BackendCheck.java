package io.infiniproxy.check;

import io.infiniproxy.settings.BackendUrl;
import io.infiniproxy.settings.Settings;
import io.infiniproxy.texts.Texts;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * Tries the backend itself, by small real calls.
 *
 * @param askedModel the model to ask for; empty for the first one that is listed
 * @param words what the steps are told in
 */
public record BackendCheck(Settings settings, BackendUrl backend, Optional<String> askedModel, Texts words) {

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
        Advice advice = new BackendAdvice(settings, models, words.get("aList"), words);
        try {
            Optional<String> first = new ModelList(client, models, key(), advice).first();
            first.ifPresentOrElse(
                    name -> report.passed("model", words.get("firstListed", name)),
                    () -> report.failed("model", words.get("noModels")));
            return first;
        } catch (IOException e) {
            report.failed("model", advice.ofFailure(e));
        }
        return Optional.empty();
    }

    private EndpointCheck endpoint(CheckClient client, String model) {
        URI url = url("/chat/completions");
        return new EndpointCheck(
                client, url, key(), model, new ChatCompletionsApi(), new BackendAdvice(settings, url, model, words));
    }

    private URI url(String path) {
        String query = backend.rawQuery() == null ? "" : "?" + backend.rawQuery();
        return URI.create(backend.endpoint(path) + query);
    }

    private String key() {
        return settings.backendApiKey().orElse("");
    }
}
