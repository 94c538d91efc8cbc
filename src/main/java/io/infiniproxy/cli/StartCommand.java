package io.infiniproxy.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code start}: runs the proxy until it is told to stop. */
@Command(name = "start", description = "Start the proxy. Ctrl-C stops it when the running answers are finished.")
final class StartCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Override
    public Integer call() throws IOException, InterruptedException {
        return Service.run(CommandSettings.read(), false);
    }
}
