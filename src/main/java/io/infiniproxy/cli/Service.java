package io.infiniproxy.cli;

import io.infiniproxy.ProxyApplication;
import io.infiniproxy.settings.Settings;
import java.io.IOException;
import java.net.URI;

/** The proxy as a process: it has its data folder to itself, says where it is, and ends in order on SIGTERM or Ctrl-C. */
final class Service implements AutoCloseable {
    private final DataDirLock lock;
    private final ProxyApplication proxy;
    private final ServerUrlFile serverUrl;

    private Service(DataDirLock lock, ProxyApplication proxy, ServerUrlFile serverUrl) {
        this.lock = lock;
        this.proxy = proxy;
        this.serverUrl = serverUrl;
    }

    /** Starts the proxy and waits; the process ends in its shutdown hook. */
    static int run(Settings settings, boolean reloadRoutes) throws IOException, InterruptedException {
        try (Service service = start(settings, reloadRoutes)) {
            Runtime.getRuntime().addShutdownHook(new Thread(new OrderlyEnd(service, settings), "stop"));
            while (true) {
                Thread.sleep(Long.MAX_VALUE);
            }
        }
    }

    /** Starts the proxy, and prints what {@link StartText} says of it. */
    static Service start(Settings settings, boolean reloadRoutes) throws IOException {
        DataDirLock lock = DataDirLock.take(settings.dataDir());
        try {
            ProxyApplication proxy = ProxyApplication.start(settings, reloadRoutes);
            ServerUrlFile serverUrl = new ServerUrlFile(settings.dataDir());
            serverUrl.write(proxy.url());
            StartText.of(proxy, settings).forEach(System.out::println);
            return new Service(lock, proxy, serverUrl);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Returns the address that clients on this machine are told. */
    URI url() {
        return proxy.url();
    }

    /** Stops the proxy, which lets running answers end. */
    @Override
    public void close() throws IOException {
        serverUrl.remove();
        proxy.stop();
        lock.close();
    }
}
