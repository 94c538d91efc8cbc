package io.infiniproxy.cli;

import io.infiniproxy.settings.Home;
import io.infiniproxy.settings.Settings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code start}: runs the proxy until it is told to stop. */
@Command(name = "start", description = "Start the proxy. Ctrl-C stops it when the running answers are finished.")
final class StartCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = Settings.read(Home.find());
        if (settings.isDebug()) {
            DebugLog.begin();
        }
        return Service.run(settings, false);
    }
}
