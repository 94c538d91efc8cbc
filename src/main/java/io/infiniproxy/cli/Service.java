package io.infiniproxy.cli;

import io.infiniproxy.ProxyApplication;
import io.infiniproxy.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** The proxy as a process: it has its data folder to itself, says where it is, and ends in order on SIGTERM or Ctrl-C. */
final class Service implements AutoCloseable {
    private final Settings settings;
    private final DataDirLock lock;
    private final ServerUrlFile serverUrl;
    /** Null until it has started. */
    private ProxyApplication proxy;

    private Service(Settings settings) {
        this.settings = settings;
        lock = DataDirLock.take(settings.dataDir());
        serverUrl = new ServerUrlFile(settings.dataDir());
    }

    /** Starts the proxy and waits; the process ends in its shutdown hook. */
    static int run(Settings settings, boolean reloadRoutes) throws IOException, InterruptedException {
        try (Service service = start(settings, reloadRoutes)) {
            Runtime.getRuntime().addShutdownHook(new Thread(new OrderlyEnd(service, settings), "stop"));
            service.text().forEach(System.out::println);
            while (true) {
                Thread.sleep(Long.MAX_VALUE);
            }
        }
    }

    /** Starts the proxy, and returns when clients are served. */
    static Service start(Settings settings, boolean reloadRoutes) throws IOException {
        Service service = new Service(settings);
        try {
            service.proxy = ProxyApplication.start(settings, reloadRoutes);
            service.serverUrl.write(service.url());
            return service;
        } catch (RuntimeException e) {
            service.close();
            throw e;
        }
    }

    /** Returns the address that clients on this machine are told. */
    URI url() {
        return proxy.url();
    }

    /** Returns what {@link StartText} says of it. */
    List<String> text() {
        return StartText.of(proxy, settings);
    }

    /** Stops the proxy, which lets running answers end. */
    @Override
    public void close() throws IOException {
        try (DataDirLock heldToTheEnd = lock) {
            stop();
        }
    }

    private void stop() throws IOException {
        try {
            serverUrl.remove();
        } finally {
            if (proxy != null) {
                proxy.stop();
            }
        }
    }
}
