package io.infiniproxy.testing;

import io.infiniproxy.ProxyApplication;
import io.infiniproxy.keys.ApiKeyStore;
import io.infiniproxy.keys.DeactivationListener;
import io.infiniproxy.keys.User;
import io.infiniproxy.keys.UserStore;
import io.infiniproxy.settings.Home;
import io.infiniproxy.settings.Settings;
import io.infiniproxy.sql.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * infiniproxy on a free port, in this process, with its database in a folder of the test's. It runs the routes and settings
 * that the jar would carry, whatever a developer's {@code .env} says.
 *
 * <pre>{@code
 * try (var backend = FakeBackend.start();
 *         var proxy = RunningProxy.start(folder, backend)) {
 *     String key = proxy.createKey("alice", "laptop");
 *     …call proxy.url("/v1/messages") with that key…
 * }
 * }</pre>
 */
public final class RunningProxy implements AutoCloseable {
    private final ProxyApplication application;
    private final Path folder;

    private RunningProxy(ProxyApplication application, Path folder) {
        this.application = application;
        this.folder = folder;
    }

    /** Starts in front of this backend; {@code folder} is empty, or one that another proxy of the test has used. */
    public static RunningProxy start(Path folder, FakeBackend backend) {
        return start(folder, Map.of("OPENAI_BASE_URL", backend.baseUrl().toString()));
    }

    /** Starts with these environment variables; without {@code OPENAI_BASE_URL} the demo backend answers. */
    public static RunningProxy start(Path folder, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(Map.of("PROXY_PORT", "0", "DATA_DIR", folder.toString()));
        variables.putAll(environment);
        Settings settings = Settings.read(new Home(folder), variables);
        return new RunningProxy(ProxyApplication.start(settings, false), folder);
    }

    /** Returns the address without a slash at the end: the base URL of Anthropic clients. */
    public URI url() {
        return application.url();
    }

    /** Returns the address of a path such as {@code /v1/messages}, with or without a query. */
    public URI url(String path) {
        return URI.create(application.url() + path);
    }

    /** Returns the token that the first start wrote, unless {@code ADMIN_TOKEN} was set. */
    public String adminToken() throws IOException {
        return Files.readString(application.adminTokenFile().orElseThrow()).strip();
    }

    /** Returns a new API key of this user, who is made when there is none. */
    public String createKey(String username, String keyName) {
        try (Database database = Database.open("", folder)) {
            UserStore users = new UserStore(database, Clock.systemUTC(), new NobodyListens());
            User user = users.findByUsername(username).orElseGet(() -> users.create(username, null));
            return new ApiKeyStore(database, Clock.systemUTC(), new NobodyListens())
                    .create(user.id(), keyName)
                    .secret();
        }
    }

    @Override
    public void close() {
        application.stop();
    }

    /** Nothing is deactivated here. */
    private static final class NobodyListens implements DeactivationListener {
        @Override
        public void apiKeyDeactivated(long apiKeyId) {}

        @Override
        public void userDeactivated(long userId) {}
    }
}
