package io.infiniproxy.cli;

import io.infiniproxy.settings.Home;
import io.infiniproxy.settings.Settings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code dev}: runs the proxy for someone who edits its routes. */
@Command(name = "dev", description = "Start the proxy with DEBUG=true, and reload routes when they are edited.")
final class DevCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException, InterruptedException {
        DebugLog.begin();
        return Service.run(Settings.read(Home.find()), true);
    }
}
