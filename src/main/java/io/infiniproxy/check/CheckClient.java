package io.infiniproxy.check;

import io.infiniproxy.backend.http.BackendProxy;
import io.infiniproxy.backend.http.BackendTls;
import io.infiniproxy.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The HTTP client of a check. It reaches the backend as the proxy does: same CAs, same HTTP proxy, same timeouts. */
public final class CheckClient implements AutoCloseable {
    private final HttpClient http;
    private final Duration timeout;

    private CheckClient(HttpClient http, Duration timeout) {
        this.http = http;
        this.timeout = timeout;
    }

    /** Returns a client that reaches the backend. */
    public static CheckClient toBackend(Settings settings) {
        HttpClient.Builder builder = builder(settings).sslContext(BackendTls.context(settings.caFile()));
        Optional<BackendProxy> proxy = BackendProxy.of(settings);
        proxy.ifPresent(found -> BackendProxySelector.of(found).configure(builder));
        return new CheckClient(builder.build(), settings.timeout());
    }

    /** Returns a client that reaches a proxy on this machine. */
    public static CheckClient toProxy(Settings settings) {
        return new CheckClient(builder(settings).build(), settings.timeout());
    }

    private static HttpClient.Builder builder(Settings settings) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(settings.connectTimeout());
    }

    /** Returns the whole answer to a JSON body; an empty {@code key} sends no credentials. */
    HttpResponse<byte[]> post(URI url, String key, byte[] body) throws IOException {
        return send(request(url, key)
                .header("Content-Type", "application/json")
                .header("anthropic-version", "2023-06-01")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    /** Returns the whole answer to a request without credentials. */
    public HttpResponse<byte[]> get(URI url) throws IOException {
        return get(url, "");
    }

    HttpResponse<byte[]> get(URI url, String key) throws IOException {
        return send(request(url, key));
    }

    private static HttpRequest.Builder request(URI url, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).header("User-Agent", "infiniproxy-check");
        return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
    }

    /** The client's own timeout would end with the answer's head: a body could go on for ever. */
    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> response = http.sendAsync(request.build(), BodyHandlers.ofByteArray());
        try {
            return response.get(timeout.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new HttpTimeoutException("no whole answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
