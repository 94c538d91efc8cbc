package io.infiniproxy.admin.status;

import io.infiniproxy.check.Advice;
import io.infiniproxy.check.BackendCheck;
import io.infiniproxy.check.Report;
import io.infiniproxy.route.JsonAnswer;
import io.infiniproxy.route.stream.ClientConnection;
import io.infiniproxy.settings.BackendUrl;
import io.infiniproxy.settings.Settings;
import io.infiniproxy.texts.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Tries the backend by small real calls, as the command {@code check} does, and answers what came or went wrong. */
public final class CheckBackend implements Processor {
    private final Settings settings;
    private final BackendUrl backend;

    public CheckBackend(Settings settings, BackendUrl backend) {
        this.settings = settings;
        this.backend = backend;
    }

    private record Checked(boolean passed, List<ShownStep> steps) {}

    private record ShownStep(String step, String result, String words) {
        static ShownStep of(Report.Step step) {
            return new ShownStep(step.name(), step.result().name().toLowerCase(Locale.ROOT), step.words());
        }
    }

    @Override
    public void process(Exchange exchange) {
        ClientConnection client = ClientConnection.of(exchange);
        Texts words = Advice.words(client.request().header("accept-language"));
        List<ShownStep> steps = new ArrayList<>();
        Report report = new Report(new Report.Output() {
            @Override
            public void heading(String text) {
                // there is one backend
            }

            @Override
            public void step(Report.Step step) {
                steps.add(ShownStep.of(step));
            }
        });
        settings.backendApiKey().ifPresent(report::hide);
        new BackendCheck(settings, backend, settings.backendModel(), words).run(report);
        JsonAnswer.send(client, new Checked(!report.hasFailures(), steps));
    }
}
