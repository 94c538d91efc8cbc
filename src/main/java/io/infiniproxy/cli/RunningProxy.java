package io.infiniproxy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.admin.AdminCredentials;
import io.infiniproxy.json.Json;
import io.infiniproxy.json.JsonText;
import io.infiniproxy.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** The proxy that runs on a data folder, as other commands reach it. */
public final class RunningProxy implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final URI url;
    private final HttpClient http;

    private RunningProxy(URI url) {
        this.url = url;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(TIMEOUT)
                .build();
    }

    /** Returns the proxy that runs on the data folder of these settings, if one answers. */
    public static Optional<RunningProxy> find(Settings settings) {
        return new ServerUrlFile(settings.dataDir()).read().map(RunningProxy::new).filter(RunningProxy::answers);
    }

    /**
     * Returns the proxy that runs on the data folder of these settings.
     *
     * @throws CommandFailedException if none answers
     */
    public static RunningProxy require(Settings settings) {
        return find(settings)
                .orElseThrow(() -> new CommandFailedException("No infiniproxy runs on the data folder "
                        + settings.dataDir() + ". Start it in another terminal: " + ProgramName.get() + " start"));
    }

    /** Returns the proxy's address, without a slash at the end. */
    public URI url() {
        return url;
    }

    /** Returns the answer to a request without a body. */
    public HttpResponse<byte[]> send(String method, String pathAndQuery, String token) {
        HttpRequest.Builder request = request(pathAndQuery).method(method, BodyPublishers.noBody());
        try {
            return send(request.header("Authorization", "Bearer " + token).build());
        } catch (IOException e) {
            throw new CommandFailedException("The proxy at " + url + " does not answer (" + e + ")", e);
        }
    }

    /** Another program may have taken the port of a proxy that crashed: it must not get to see a key or the admin token. */
    private boolean answers() {
        try {
            JsonNode about = Json.read(send(request("/").build()).body());
            return "infiniproxy".equalsIgnoreCase(JsonText.of(about.path("name")));
        } catch (IOException e) {
            return false; // nothing there, or something that speaks neither HTTP nor JSON
        }
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(url + pathAndQuery))
                .header("User-Agent", AdminCredentials.CLI_USER_AGENT) // so that the audit tells who it was
                .timeout(TIMEOUT);
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
