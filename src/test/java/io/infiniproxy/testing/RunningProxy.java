package io.infiniproxy.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.ProxyApplication;
import io.infiniproxy.json.Json;
import io.infiniproxy.settings.Home;
import io.infiniproxy.settings.Settings;
import io.infiniproxy.sql.Database;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

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
    /** The admin token, unless the test sets another one. */
    public static final String ADMIN_TOKEN = "admin-token-of-the-test";

    private final ProxyApplication application;
    private final Path folder;
    private final String adminToken;
    private Database database;

    private RunningProxy(ProxyApplication application, Path folder, String adminToken) {
        this.application = application;
        this.folder = folder;
        this.adminToken = adminToken;
    }

    /** Starts in front of this backend; {@code folder} is empty, or one that another proxy of the test has used. */
    public static RunningProxy start(Path folder, FakeBackend backend) {
        return start(folder, backend.baseUrl(), Map.of());
    }

    /** Starts in front of this backend, with further environment variables. */
    public static RunningProxy start(Path folder, URI backend, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.putIfAbsent("OPENAI_BASE_URL", backend.toString());
        variables.putIfAbsent("OPENAI_API_KEY", "backend-key");
        return start(folder, variables);
    }

    /** Starts with these environment variables; without {@code OPENAI_BASE_URL} the demo backend answers. */
    public static RunningProxy start(Path folder, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(
                Map.of("PROXY_PORT", "0", "DATA_DIR", folder.toString(), "ADMIN_TOKEN", ADMIN_TOKEN));
        variables.putAll(environment);
        Settings settings = Settings.read(new Home(folder), variables);
        ProxyApplication application = ProxyApplication.start(settings, false);
        return new RunningProxy(application, folder, variables.get("ADMIN_TOKEN"));
    }

    /** Returns the address without a slash at the end: the base URL of Anthropic clients. */
    public URI url() {
        return application.url();
    }

    /** Returns the address of a path such as {@code /v1/messages}, with or without a query. */
    public URI url(String path) {
        return URI.create(application.url() + path);
    }

    /** Begins a request for this path. */
    public HttpCall call(String path) {
        return HttpCall.to(url(path));
    }

    /** Begins a request of the admin. */
    public HttpCall adminCall(String path) {
        return call(path).bearer(adminToken);
    }

    /** Returns a new API key of this user, who is made when there is none. */
    public String createKey(String username) {
        return createKey(username, "test");
    }

    /** Returns a new API key of this user, who is made when there is none. */
    public String createKey(String username, String keyName) {
        adminCall("/admin/users").post(json("username", username));
        var created = adminCall("/admin/api-keys?user_id=" + userId(username)).post(json("name", keyName));
        if (created.status() != 200) {
            throw new AssertionError("expected a key, got: " + created.body());
        }
        return created.json().path("api_key").asText();
    }

    /** Returns the id of a user that there is. */
    public long userId(String username) {
        for (JsonNode user : adminCall("/admin/users").get().json().path("users")) {
            if (user.path("username").asText().equals(username)) {
                return user.path("id").asLong();
            }
        }
        throw new AssertionError("expected a user " + username + ", got none");
    }

    private static String json(String name, String value) {
        return Json.MAPPER.createObjectNode().put(name, value).toString();
    }

    /** Returns the usage records so far, the oldest first, by their columns. */
    public List<Map<String, Object>> usageRecords() {
        return JdbcClient.create(database().readDataSource())
                .sql("select * from usage_records order by id")
                .query()
                .listOfRows();
    }

    /** Opens the proxy's database beside it, once; the proxy must be one with the database of its folder. */
    private synchronized Database database() {
        if (database == null) {
            database = Database.open("", folder);
        }
        return database;
    }

    /** Stops as SIGTERM does. */
    public void stop() {
        application.stop();
    }

    @Override
    public synchronized void close() {
        application.stop();
        if (database != null) {
            database.close();
        }
    }
}
