package io.infiniproxy.cli.check;

import io.infiniproxy.check.Advice;
import io.infiniproxy.check.BackendCheck;
import io.infiniproxy.check.Report;
import io.infiniproxy.cli.CommandFailedException;
import io.infiniproxy.cli.CommandSettings;
import io.infiniproxy.cli.HelpOption;
import io.infiniproxy.cli.ProgramName;
import io.infiniproxy.cli.RunningProxy;
import io.infiniproxy.settings.Settings;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check}: small real calls to the backend, then the same through the running proxy. */
@Command(name = "check", description = "Try the backend and the running proxy: plain, streamed and with a tool.")
public final class CheckCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Option(names = "--model", paramLabel = "NAME", description = "The model to ask for (default: OPENAI_MODEL, else the first"
            + " one that is listed).")
    private String model;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings = CommandSettings.read();
        Report report = new Report(new PrintedSteps(spec.commandLine().getOut()));
        check(settings, report);
        return report.hasFailures() ? 1 : 0;
    }

    private void check(Settings settings, Report report) {
        Optional<String> asked = Optional.ofNullable(model).or(settings::backendModel);
        settings.backendApiKey().ifPresent(report::hide);
        settings.backendUrl().ifPresent(url -> new BackendCheck(settings, url, asked, Advice.ENGLISH).run(report));
        Optional<RunningProxy> running = RunningProxy.find(settings);
        if (running.isPresent()) {
            try (RunningProxy proxy = running.get()) {
                new ProxyCheck(settings, proxy, asked).run(report);
            }
        } else {
            reportMissingProxy(settings, report);
        }
    }

    private static void reportMissingProxy(Settings settings, Report report) {
        String start = ProgramName.get() + " start";
        if (settings.backendUrl().isEmpty()) {
            throw new CommandFailedException("There is nothing to check: no backend is set (OPENAI_BASE_URL), and no infiniproxy"
                    + " runs on the data folder " + settings.dataDir() + ". Start it in another terminal: " + start);
        }
        report.heading("No proxy runs on the data folder " + settings.dataDir() + ", so none was tried (" + start + ")");
    }
}
