package io.infiniproxy.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FakeBackendTest {
    private static final byte[] GET =
            "GET /v1/models HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private FakeBackend backend;
    private HttpClient http;

    @BeforeEach
    void start() throws IOException {
        backend = FakeBackend.start();
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterEach
    void stop() throws IOException {
        http.shutdownNow();
        backend.close();
    }

    @Test
    void answersAsTheRequestAsksOnOneConnection() throws Exception {
        backend.answer(Scripts.text("Hello you"));

        assertThat(post("{\"stream\":false}")).contains("\"content\":\"Hello you\"", "\"completion_tokens\":2");
        assertThat(post("{\"stream\":true,\"stream_options\":{\"include_usage\":true}}"))
                .contains("{\"content\":\"Hello \"}", "{\"content\":\"you\"}", "\"choices\":[],\"usage\"")
                .endsWith("data: [DONE]\n\n");
        assertThat(backend.openConnections()).isEqualTo(1);
        assertThat(backend.requests()).hasSize(2);
    }

    @Test
    void remembersRequests() throws Exception {
        backend.answer(Scripts.error(404, "{}"));
        post("{\"a\":\"é\"}");

        var request = backend.takeRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1/chat/completions?x=1");
        assertThat(request.header("X-Test")).isEqualTo(request.headers().get("x-test")).isEqualTo("yes");
        assertThat(request.bodyText()).isEqualTo("{\"a\":\"é\"}");
    }

    @Test
    void usesOneShotsFirstThenThePathThenTheRest() throws Exception {
        backend.answer(connection -> connection.json(200, "rest"));
        backend.answer("/v1/chat/completions", connection -> connection.json(200, "path"));
        backend.answerOnce("/v1/models", connection -> connection.json(200, "other path"));
        backend.answerOnce(connection -> connection.json(200, "once"));

        assertThat(post("{}")).isEqualTo("once");
        assertThat(post("{}")).isEqualTo("path");
    }

    @Test
    void sendsEachEventWhenTheTestSaysSo() throws Exception {
        var firstSeen = new CountDownLatch(1);
        backend.answer(connection -> {
            connection.sse();
            connection.event("1");
            assertThat(firstSeen.await(10, TimeUnit.SECONDS)).isTrue();
            connection.event("2");
            connection.done();
        });

        try (var lines = http.send(request("{}"), BodyHandlers.ofLines()).body()) {
            var seen = lines.peek(line -> firstSeen.countDown()).filter(line -> !line.isEmpty());
            assertThat(seen).containsExactly("data: 1", "data: 2", "data: [DONE]");
        }
    }

    @Test
    void replaysBytesAsTheyAre() throws Exception {
        byte[] raw = "data: é\r\n\r\n:x\n".getBytes(StandardCharsets.UTF_8);
        backend.answer(Scripts.replay(raw, 0, 3, 7));

        assertThat(post("{}").getBytes(StandardCharsets.UTF_8)).isEqualTo(raw);
    }

    @Test
    void cutsAndResets() {
        backend.answerOnce(connection -> {
            connection.sse();
            connection.event("1");
            connection.cut();
        });
        backend.answerOnce(connection -> {
            connection.status(200, "Content-Length: 100");
            connection.reset();
        });

        assertThatThrownBy(() -> post("{}")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> post("{}")).isInstanceOf(IOException.class);
    }

    @Test
    void seesThatTheClientClosed() throws Exception {
        var closed = new CompletableFuture<Boolean>();
        backend.answer(connection -> {
            connection.sse();
            closed.complete(connection.awaitClientClosed());
        });

        try (var client = new Socket("127.0.0.1", backend.baseUrl().getPort())) {
            client.getOutputStream().write(GET);
            backend.takeRequest();
        }
        assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void tellsWhenAScriptFails() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var failing = FakeBackend.start();
            failing.answer(connection -> connection.bytes(new byte[1]));
            var request = HttpRequest.newBuilder(failing.baseUrl()).build();

            assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString())).isInstanceOf(IOException.class);
            assertThatThrownBy(failing::close).isInstanceOf(AssertionError.class).hasMessageContaining("status()");
        }
    }

    @Test
    void servesAThousandConnectionsAtOnce() throws Exception {
        int count = 1_000;
        var allHere = new CountDownLatch(count);
        backend.answer(connection -> {
            allHere.countDown();
            allHere.await();
            connection.status(200, "Content-Length: 2", "Connection: close");
            connection.bytes("ok".getBytes(StandardCharsets.US_ASCII));
            connection.cut();
        });
        var calls = new ArrayList<Callable<String>>();
        for (int i = 0; i < count; i++) {
            calls.add(this::getOnItsOwnConnection);
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(calls)) {
                assertThat(answer.get()).startsWith("HTTP/1.1 200 ").endsWith("ok");
            }
        }
    }

    private String getOnItsOwnConnection() throws IOException {
        try (var client = new Socket("127.0.0.1", backend.baseUrl().getPort())) {
            client.getOutputStream().write(GET);
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private String post(String body) throws Exception {
        return http.send(request(body), BodyHandlers.ofString()).body();
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(URI.create(backend.baseUrl() + "/chat/completions?x=1"))
                .header("X-Test", "yes")
                .POST(BodyPublishers.ofString(body))
                .build();
    }
}
