package io.infiniproxy.cli.check;

import io.infiniproxy.check.Advice;
import io.infiniproxy.check.ChatCompletionsApi;
import io.infiniproxy.check.CheckClient;
import io.infiniproxy.check.CheckedApi;
import io.infiniproxy.check.EndpointCheck;
import io.infiniproxy.check.MessagesApi;
import io.infiniproxy.check.ModelList;
import io.infiniproxy.check.Report;
import io.infiniproxy.cli.RunningProxy;
import io.infiniproxy.cli.key.KeptKey;
import io.infiniproxy.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Tries the running proxy, as its clients use it. */
record ProxyCheck(Settings settings, RunningProxy proxy, Optional<String> askedModel) {

    void run(Report report) {
        String key = KeptKey.ofCheck(proxy, settings).get();
        report.hide(key);
        try (CheckClient client = CheckClient.toProxy(settings)) {
            Optional<String> model = model(client, key, report);
            if (model.isPresent()) {
                run(client, "/v1/messages", key, model.get(), new MessagesApi(), report);
                run(client, "/v1/chat/completions", key, model.get(), new ChatCompletionsApi(), report);
            }
        }
    }

    private void run(CheckClient client, String path, String key, String model, CheckedApi api, Report report) {
        URI url = URI.create(proxy.url() + path);
        report.heading("Proxy " + url);
        new EndpointCheck(client, url, key, model, api, Advice.NONE).run(report);
    }

    private Optional<String> model(CheckClient client, String key, Report report) {
        if (askedModel.isPresent()) {
            return askedModel;
        }
        try {
            Optional<String> first = new ModelList(client, URI.create(proxy.url() + "/v1/models"), key, Advice.NONE).first();
            if (first.isEmpty()) {
                report.failed("model", "the proxy lists no models. Set OPENAI_MODEL, or use --model.");
            }
            return first;
        } catch (IOException e) {
            report.failed("model", Advice.NONE.ofFailure(e));
        }
        return Optional.empty();
    }
}
