package io.infiniproxy;

import io.infiniproxy.backend.http.BackendProxy;
import io.infiniproxy.demo.DemoBackend;
import io.infiniproxy.prices.InvalidPricesException;
import io.infiniproxy.prices.Prices;
import io.infiniproxy.route.failures.RecentFailures;
import io.infiniproxy.server.ProxyServer;
import io.infiniproxy.settings.BackendUrl;
import io.infiniproxy.settings.Home;
import io.infiniproxy.settings.InvalidSettingException;
import io.infiniproxy.settings.Settings;
import io.infiniproxy.sql.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.support.PluginHelper;

/** A running infiniproxy: the database, the demo backend where there is no other, Camel with its routes, and the server. */
public final class ProxyApplication {
    /** How long a stop waits for usage records, once all answers have ended. */
    private static final int RECORDS_SECONDS = 10;

    private static final String PRICES = "prices.csv";

    private final Settings settings;
    private final BackendUrl backendUrl;
    private final Prices prices;
    private final Stores stores;
    private final RecentFailures failures = new RecentFailures();
    private final ProxyServer server;
    private final Main main = new Main();
    /** What is to be closed at the end, the last opened first. */
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private ProxyApplication(Settings settings) throws IOException {
        this.settings = settings;
        BackendProxy.of(settings); // refuses what it cannot use, before anything is opened
        prices = prices(settings.home());
        Files.createDirectories(settings.dataDir());
        stores = Stores.opening(settings);
        opened.push(stores);
        backendUrl = settings.backendUrl().isPresent() ? settings.backendUrl().get() : demo();
        server = new ProxyServer(settings, failures);
    }

    /**
     * Starts, and returns when clients are served.
     *
     * @param reloadRoutes whether routes are loaded again when their files change
     * @throws InvalidSettingException if a setting cannot be used
     * @throws io.infiniproxy.sql.DatabaseException if the database cannot be used
     */
    public static ProxyApplication start(Settings settings, boolean reloadRoutes) {
        ProxyApplication application;
        try {
            application = new ProxyApplication(settings);
        } catch (IOException e) {
            throw new InvalidSettingException("DATA_DIR: cannot use the folder " + settings.dataDir() + ": " + e.getMessage());
        }
        try {
            application.run(reloadRoutes);
            return application;
        } catch (RuntimeException e) {
            application.stop();
            throw e;
        }
    }

    private static Prices prices(Home home) {
        try {
            return Prices.open(home.resolve(PRICES), () -> home.open(PRICES));
        } catch (InvalidPricesException e) {
            throw new InvalidSettingException(e.getMessage());
        }
    }

    private BackendUrl demo() throws IOException {
        DemoBackend demo = DemoBackend.start();
        opened.push(demo);
        return BackendUrl.parse(demo.baseUrl().toString());
    }

    private void run(boolean reloadRoutes) {
        settings.properties().forEach(main::addInitialProperty);
        main.addInitialProperty("database.kind", Database.kind(settings.databaseUrl(), settings.dataDir()));
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setShutdownStrategy(new SimpleMainShutdownStrategy()); // without a JVM shutdown hook of its own
        main.configure().setShutdownTimeout(RECORDS_SECONDS);
        if (reloadRoutes) {
            reloadRoutes();
        }
        main.addMainListener(new BeforeStart(this::prepare));
        main.start();
        server.listen();
    }

    private void prepare(CamelContext camel) throws Exception {
        camel.addService(server);
        readRoutes(camel);
        stores.await();
        new ProxyConfiguration(settings, backendUrl, stores, prices, server::requestsInFlight, failures).bindTo(camel);
    }

    /** Camel's main program would read them before there is anything to do beside it. */
    private void readRoutes(CamelContext camel) throws Exception {
        RouteFileLoader loader = new RouteFileLoader();
        camel.addService(loader);
        camel.getRegistry().bind("routeFileLoader", loader);
        ResourceLoader resources = PluginHelper.getResourceLoader(camel);
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(settings.home().routeFiles().stream()
                        .map(resources::resolveResource)
                        .toList());
    }

    /** Only the routes of the changed file are replaced: to remove all of them first fails on the first edit. */
    private void reloadRoutes() {
        settings.home().own("routes").ifPresent(routes -> {
            main.configure().setRoutesReloadEnabled(true);
            main.configure().setRoutesReloadDirectory(routes.toString());
            main.configure().setRoutesReloadPattern("*.yaml");
            main.configure().setRoutesReloadRemoveAllRoutes(false);
        });
    }

    /** Returns the address that clients on this machine are told. */
    public URI url() {
        String host =
                switch (settings.host()) {
                    case "0.0.0.0", "::" -> "localhost";
                    default -> settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
                };
        return URI.create("http://" + host + ":" + server.getPort());
    }

    public boolean isDemo() {
        return settings.backendUrl().isEmpty();
    }

    public String backendDescription() {
        return isDemo() ? "the built-in demo backend" : backendUrl.base().toString();
    }

    public String databaseDescription() {
        return stores.database().description();
    }

    /** Returns the file that holds the admin token; empty when a setting gives the token. */
    public Optional<Path> adminTokenFile() {
        return stores.adminToken().file();
    }

    /** Lets running answers end, for the time that the settings give them, writes all usage, and stops. */
    public void stop() {
        server.drain(settings.shutdownTimeout());
        main.stop();
        while (!opened.isEmpty()) {
            close(opened.pop());
        }
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot close " + resource.getClass().getSimpleName(), e);
        }
    }
}
