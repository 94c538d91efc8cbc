package io.infiniproxy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.infiniproxy.testing.Client;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.RawHttp;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as nobody should send them. */
class ProxyServerTest {
    private static final String BODY = "{\"model\":\"m\",\"messages\":[]}";

    @TempDir
    Path folder;

    private FakeBackend backend;
    private RunningProxy proxy;

    @BeforeEach
    void start() throws IOException {
        backend = FakeBackend.start();
        backend.answer(Scripts.text("Hello"));
        proxy = RunningProxy.start(folder, backend);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        backend.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/chat/completions/",
                "//v1/chat//completions",
                "/v1/./chat/%63ompletions",
                "/v1/nothing/../chat/completions",
                "/..@example.com/../v1/chat/completions",
                "/v1/chat/completions/%2e%2e/completions?x=1"
            })
    void theBackendSeesOneSpellingOfAPath(String path) throws Exception {
        Client client = new Client(proxy, proxy.createKey("alice"));

        try (Socket socket = client.openSocket(path, BODY)) {
            assertThat(new String(socket.getInputStream().readNBytes(15))).isEqualTo("HTTP/1.1 200 OK");
        }

        assertThat(backend.takeRequest().path()).isEqualTo("/v1/chat/completions");
        await().until(() -> !proxy.usageRecords().isEmpty());
        assertThat(proxy.usageRecords().getFirst()).containsEntry("endpoint", "/v1/chat/completions");
    }

    @Test
    void anIdMayBeFollowedByASlash() {
        String key = proxy.createKey("alice");

        assertThat(proxy.call("/usage/api-key/1/?start_date=2026-01-01").bearer(key).get().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /v1/messages/%zz HTTP/1.1", "GET /v1/messages/% HTTP/1.1"})
    void aPathThatIsNoneIsRefusedInTheEnvelopeOfItsApi(String line) throws Exception {
        String answer = RawHttp.send(ipv4(), line, "Host: localhost");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("request-id: req_", "{\"type\":\"error\",");
    }

    @Test
    void whatIsNoHttpIsAnsweredAllTheSame() throws Exception {
        assertThat(RawHttp.send(ipv4(), "garbage")).startsWith("HTTP/1.").contains(" 400 ", "request-id: req_", "{\"detail\":");
        assertThat(RawHttp.send(ipv4(), "GET /v1/messages HTTP/1.1", "Host: localhost", "X: " + "x".repeat(70_000)))
                .startsWith("HTTP/1.1 431 ")
                .contains("request-id: req_", "{\"type\":\"error\",");
        assertThat(RawHttp.send(ipv4(), "GET /" + "x".repeat(20_000) + " HTTP/1.1", "Host: localhost"))
                .contains(" 414 ", "request-id: req_", "{\"detail\":");
        assertThat(RawHttp.send(ipv4(), "GET /health HTTP/1.1")).contains(" 400 ", "request-id: req_", "Host header");
    }

    @Test
    void aCompressedBodyIsRefused() {
        var answer = proxy.call("/v1/messages")
                .bearer(proxy.createKey("alice"))
                .header("Content-Encoding", "gzip")
                .post(BODY);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().at("/error/message").asText()).contains("not compressed", "gzip");
    }

    @Test
    void aRefusedMethodIsToldWhichIsAllowed() {
        var answer = proxy.call("/v1/chat/completions").bearer(proxy.createKey("alice")).get();

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models", "/v1/models/a/b", "/openapi.json"})
    void methodsOfPathsThatAreOnlyReadAreTold(String path) {
        var answer = proxy.call(path).bearer(proxy.createKey("alice")).send("PUT", "{}");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void modelsCanBeAskedForWithoutTheirBody() {
        var answer = proxy.call("/v1/models").bearer(proxy.createKey("alice")).send("HEAD", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aGoodKeyBesideABadOneIsEnough() {
        String key = proxy.createKey("alice");

        assertThat(proxy.call("/v1/models").header("x-api-key", "sk-old").bearer(key).get().status()).isEqualTo(200);
        assertThat(proxy.call("/v1/models").header("x-api-key", key).bearer("sk-old").get().status()).isEqualTo(200);
        assertThat(proxy.call("/v1/models").header("x-api-key", "sk-old").bearer("sk-new").get().status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/messages/batches", "/v1/v1/messages", "/v1/files"})
    void anthropicsClientsAreToldInTheirEnvelopeThatAPathIsUnknown(String path) {
        var answer = proxy.call(path).header("anthropic-version", "2023-06-01").post("{}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().at("/error/type").asText()).isEqualTo("not_found_error");
        assertThat(answer.json().path("type").asText()).isEqualTo("error");
        assertThat(proxy.call("/v1/files").post("{}").json().at("/error/code").asText()).isEqualTo("not_found");
    }

    /** The client may send the body or not: what comes next could be either. */
    @ParameterizedTest
    @ValueSource(strings = {"/v1/messages", "/v1/nothing"})
    void aRefusalBeforeTheBodyEndsTheConnection(String path) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", proxy.url().getPort())) {
            socket.setSoTimeout(20_000);
            String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 999999999\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).matches("(?s)HTTP/1.1 4(13|04) .*").containsIgnoringCase("connection: close").endsWith("}");
        }
    }

    private URI ipv4() {
        return URI.create("http://127.0.0.1:" + proxy.url().getPort());
    }
}
