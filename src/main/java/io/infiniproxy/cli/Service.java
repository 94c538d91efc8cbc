package io.infiniproxy.cli;

import io.infiniproxy.ProxyApplication;
import io.infiniproxy.settings.Settings;
import java.io.IOException;

/** The proxy as a process: it has its data folder to itself, says where it is, and ends in order on SIGTERM or Ctrl-C. */
final class Service {
    private Service() {}

    /** Starts the proxy and waits; the process ends in its shutdown hook. */
    static int run(Settings settings, boolean reloadRoutes) throws IOException, InterruptedException {
        try (DataDirLock lock = DataDirLock.take(settings.dataDir())) {
            ProxyApplication proxy = ProxyApplication.start(settings, reloadRoutes);
            ServerUrlFile serverUrl = new ServerUrlFile(settings.dataDir());
            serverUrl.write(proxy.url());
            Runtime.getRuntime().addShutdownHook(new Thread(new OrderlyEnd(proxy, serverUrl, settings), "stop"));
            StartText.of(proxy, settings).forEach(System.out::println);
            while (true) {
                Thread.sleep(Long.MAX_VALUE);
            }
        }
    }
}
