package io.infiniproxy.cli.key;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.cli.CommandFailedException;
import io.infiniproxy.cli.RunningProxy;
import io.infiniproxy.json.Json;
import io.infiniproxy.openai.BackendErrorReader;
import io.infiniproxy.settings.Settings;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes an API key through the admin endpoints of a running proxy. */
public final class KeyFromProxy {
    private static final int CONFLICT = 409;

    private final RunningProxy proxy;
    private final String adminToken;

    private KeyFromProxy(RunningProxy proxy, String adminToken) {
        this.proxy = proxy;
        this.adminToken = adminToken;
    }

    /**
     * Returns a new key of a user, who is made if there is none of that name.
     *
     * @throws CommandFailedException if the proxy refuses
     */
    public static String create(RunningProxy proxy, Settings settings, String username, String name) {
        KeyFromProxy admin = new KeyFromProxy(proxy, adminToken(settings));
        String query = "?user_id=" + admin.userId(username) + "&name=" + encode(name);
        String key = admin.read(admin.send("POST", "/admin/api-keys" + query)).path("api_key").asText();
        if (key.isEmpty()) {
            throw new CommandFailedException("The proxy at " + proxy.url() + " answered, but with no key");
        }
        return key;
    }

    private static String adminToken(Settings settings) {
        if (!settings.adminToken().isEmpty()) {
            return settings.adminToken();
        }
        Path file = settings.dataDir().resolve("admin-token");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new CommandFailedException(
                    "Cannot read the admin token in " + file + " (" + e + "). Set ADMIN_TOKEN to the running proxy's.", e);
        }
    }

    private long userId(String username) {
        HttpResponse<byte[]> created = send("POST", "/admin/users?username=" + encode(username));
        return created.statusCode() == CONFLICT
                ? idOf(username)
                : read(created).path("user_id").asLong();
    }

    private long idOf(String username) {
        for (JsonNode user : read(send("GET", "/admin/users")).path("users")) {
            if (user.path("username").asText().equals(username)) {
                if (!user.path("is_active").asBoolean(true)) {
                    throw NewKey.deactivated(username);
                }
                return user.path("id").asLong();
            }
        }
        throw new CommandFailedException("The proxy at " + proxy.url() + " says that user " + username
                + " exists, but does not list it");
    }

    private HttpResponse<byte[]> send(String method, String pathAndQuery) {
        return proxy.send(method, pathAndQuery, adminToken);
    }

    private JsonNode read(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == 401 || status == 403) {
            throw new CommandFailedException("The proxy at " + proxy.url()
                    + " refuses the admin token. Set ADMIN_TOKEN to the one that it was started with.");
        }
        if (status != 200) {
            throw new CommandFailedException("The proxy at " + proxy.url() + " made no key: "
                    + BackendErrorReader.read(status, response.body()).message());
        }
        try {
            return Json.read(response.body());
        } catch (JsonProcessingException e) {
            throw new CommandFailedException("The admin endpoints of " + proxy.url() + " did not answer with JSON", e);
        }
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
