package io.infiniproxy.testing;

import io.infiniproxy.ProxyApplication;
import io.infiniproxy.keys.ApiKeyStore;
import io.infiniproxy.keys.DeactivationListener;
import io.infiniproxy.keys.UserStore;
import io.infiniproxy.settings.Home;
import io.infiniproxy.settings.Settings;
import io.infiniproxy.sql.Database;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** infiniproxy inside the test's own process, on a free port, with a database of its own. */
public final class RunningProxy implements AutoCloseable {
    /** The admin token of every proxy that is started here. */
    public static final String ADMIN_TOKEN = "admin-token-of-the-test";

    private final ProxyApplication application;
    private final Database database;

    private RunningProxy(ProxyApplication application, Database database) {
        this.application = application;
        this.database = database;
    }

    /** Starts with {@code backend}; {@code environment} has further settings by their environment names. */
    public static RunningProxy start(Path dataDir, URI backend, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(Map.of(
                "PROXY_PORT", "0",
                "DATA_DIR", dataDir.toString(),
                "ADMIN_TOKEN", ADMIN_TOKEN,
                "OPENAI_BASE_URL", backend.toString(),
                "OPENAI_API_KEY", "backend-key"));
        all.putAll(environment);
        Settings settings = Settings.read(new Home(dataDir), all);
        ProxyApplication application = ProxyApplication.start(settings, false);
        return new RunningProxy(application, Database.open("", dataDir));
    }

    public URI url() {
        return application.url();
    }

    public URI url(String path) {
        return URI.create(application.url() + path);
    }

    /** Makes a key of a new user. */
    public String createKey(String username) {
        DeactivationListener nobody = new DeactivationListener() {
            @Override
            public void apiKeyDeactivated(long apiKeyId) {}

            @Override
            public void userDeactivated(long userId) {}
        };
        long userId = new UserStore(database, Clock.systemUTC(), nobody).create(username, null).id();
        return new ApiKeyStore(database, Clock.systemUTC(), nobody).create(userId, "test").secret();
    }

    /** Returns the usage records so far, the oldest first, by their columns. */
    public List<Map<String, Object>> usageRecords() {
        return JdbcClient.create(database.readDataSource())
                .sql("select * from usage_records order by id")
                .query()
                .listOfRows();
    }

    /** Stops as SIGTERM does. */
    public void stop() {
        application.stop();
    }

    @Override
    public void close() {
        application.stop();
        database.close();
    }
}
