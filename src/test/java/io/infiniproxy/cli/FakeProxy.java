package io.infiniproxy.cli;

import io.infiniproxy.settings.Home;
import io.infiniproxy.settings.Settings;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.Script;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What other commands take for the proxy that runs on a data folder; its admin token is "admin-secret". */
public final class FakeProxy implements AutoCloseable {
    private final FakeBackend server;

    private FakeProxy(FakeBackend server) {
        this.server = server;
    }

    /** Starts it, and leaves its address and admin token in the data folder. */
    public static FakeProxy start(Path dataDir) throws IOException {
        FakeProxy proxy = new FakeProxy(FakeBackend.start());
        proxy.answer("/", 200, "{\"name\":\"infiniproxy\"}");
        proxy.answer("/admin/users", 200, "{\"success\":true,\"user_id\":7}");
        proxy.answer("/admin/api-keys", 200, "{\"success\":true,\"api_key\":\"sk-made\"}");
        Files.writeString(dataDir.resolve("server.url"), proxy.url() + "\n");
        Files.writeString(dataDir.resolve("admin-token"), "admin-secret\n");
        return proxy;
    }

    /** Settings for a data folder, with an environment of the test's own: {@code name, value, …}. */
    public static Settings settings(Path dataDir, String... environment) {
        Map<String, String> all = new HashMap<>(Map.of("DATA_DIR", dataDir.toString()));
        for (int i = 0; i < environment.length; i += 2) {
            all.put(environment[i], environment[i + 1]);
        }
        return Settings.read(new Home(dataDir), all);
    }

    public URI url() {
        return URI.create("http://" + server.baseUrl().getAuthority());
    }

    public void answer(String path, int status, String json) {
        server.answer(path, connection -> connection.json(status, json));
    }

    public void answer(String path, Script script) {
        server.answer(path, script);
    }

    /** Method and path of all requests but those that only ask whether a proxy is there. */
    public List<String> requests() {
        return server.requests().stream()
                .map(request -> request.method() + " " + request.path())
                .filter(request -> !request.equals("GET /"))
                .toList();
    }

    /** The credentials of all requests that had some. */
    public List<String> credentials() {
        return server.requests().stream()
                .map(request -> request.header("authorization"))
                .filter(header -> header != null)
                .toList();
    }

    /** How all requests name their client. */
    public List<String> userAgents() {
        return server.requests().stream().map(request -> request.header("user-agent")).toList();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
