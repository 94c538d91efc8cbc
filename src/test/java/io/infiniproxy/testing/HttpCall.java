package io.infiniproxy.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** One HTTP request to a server under test: {@code HttpCall.to(url).bearer(key).post("{…}")}. */
public final class HttpCall {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpRequest.Builder request;

    private HttpCall(URI url) {
        request = HttpRequest.newBuilder(url);
    }

    public static HttpCall to(URI url) {
        return new HttpCall(url);
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        public JsonNode json() {
            try {
                return Json.MAPPER.readTree(body());
            } catch (IOException e) {
                throw new AssertionError("expected JSON, got: " + body(), e);
            }
        }

        /** What {@code {"detail"}} says. */
        public String detail() {
            return json().path("detail").asText(null);
        }
    }

    public HttpCall header(String name, String value) {
        request.header(name, value);
        return this;
    }

    public HttpCall bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    public Answer get() {
        return send("GET", "");
    }

    public Answer delete() {
        return send("DELETE", "");
    }

    public Answer post(String body) {
        return send("POST", body);
    }

    public Answer send(String method, String body) {
        try {
            var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
            return new Answer(HTTP.send(request.method(method, publisher).build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
