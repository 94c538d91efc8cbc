package io.infiniproxy.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dev}: runs the proxy for someone who edits its routes. */
@Command(name = "dev", description = "Start the proxy with DEBUG=true, and reload routes when they are edited.")
final class DevCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ConsoleLog.beginDebug();
        return Service.run(CommandSettings.read(), true);
    }
}
