package io.infiniproxy;

import io.infiniproxy.backend.http.BackendProxy;
import io.infiniproxy.demo.DemoBackend;
import io.infiniproxy.journal.Journal;
import io.infiniproxy.keys.AdminToken;
import io.infiniproxy.limits.RequestLimits;
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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;

/** A running infiniproxy: the database, the demo backend where there is no other, Camel with its routes, and the server. */
public final class ProxyApplication {
    /** How long a stop waits for usage records, once all answers have ended. */
    private static final int RECORDS_SECONDS = 10;

    private static final String PRICES = "prices.csv";

    private final Settings settings;
    private final BackendUrl backendUrl;
    private final Database database;
    private final Journal journal;
    private final Prices prices;
    private final RequestLimits limits;
    private final AdminToken adminToken;
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
        database = Database.open(settings.databaseUrl(), settings.dataDir());
        opened.push(database);
        journal = Journal.open(settings.usageJournal(), settings.forcesUsageToDisk());
        opened.push(journal);
        limits = RequestLimits.open(database, settings.dataDir(), this::awaitStored);
        opened.push(limits);
        adminToken = AdminToken.load(settings.adminToken(), settings.dataDir());
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

    /** A journal that is stuck is not waited for. */
    private boolean awaitStored(Duration longestWait) {
        return !journal.isStuck() && journal.awaitReleased(longestWait);
    }

    private BackendUrl demo() throws IOException {
        DemoBackend demo = DemoBackend.start();
        opened.push(demo);
        return BackendUrl.parse(demo.baseUrl().toString());
    }

    private void run(boolean reloadRoutes) {
        settings.properties().forEach(main::addInitialProperty);
        main.addInitialProperty("database.kind", database.kind());
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setShutdownStrategy(new SimpleMainShutdownStrategy()); // without a JVM shutdown hook of its own
        main.configure().setRoutesIncludePattern(String.join(",", settings.home().routeFiles()));
        main.configure().setShutdownTimeout(RECORDS_SECONDS);
        if (reloadRoutes) {
            reloadRoutes();
        }
        main.addMainListener(new BeforeRoutes(camel -> {
            camel.addService(server);
            new ProxyConfiguration(settings, backendUrl, database, journal, limits, adminToken, prices, server::requestsInFlight, failures).bindTo(camel);
        }));
        main.start();
        server.listen();
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
        return database.description();
    }

    /** Returns the file that holds the admin token; empty when a setting gives the token. */
    public Optional<Path> adminTokenFile() {
        return adminToken.file();
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
