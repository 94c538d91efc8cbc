package io.infiniproxy.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BodyCollectorTest {
    private static final int MAX_BYTES = 200_000;

    @TempDir
    Path folder;

    private FakeBackend backend;
    private RunningProxy proxy;
    private String key;

    @BeforeEach
    void start() throws IOException {
        backend = FakeBackend.start();
        backend.answer(Scripts.text("Hello"));
        proxy = RunningProxy.start(folder, backend.baseUrl(), Map.of("PROXY_MAX_BODY_BYTES", String.valueOf(MAX_BYTES)));
        key = proxy.createKey("alice");
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        backend.close();
    }

    /** Small chunks and large ones, in one write and in many, as they come from clients that stream what they send. */
    @Test
    void aBodyInPiecesOfAnySizeArrivesAsItWas() throws Exception {
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            byte[] body = body(random.nextInt(MAX_BYTES - 200), random);

            assertThat(send(chunked(body, random), "Transfer-Encoding: chunked")).startsWith("HTTP/1.1 200 ");
            assertThat(backend.takeRequest().body()).isEqualTo(body);
        }
    }

    @Test
    void aWholeBodyArrivesAsItWas() throws Exception {
        byte[] body = body(MAX_BYTES - 200, new Random(4));

        assertThat(send(body, "Content-Length: " + body.length)).startsWith("HTTP/1.1 200 ");
        assertThat(backend.takeRequest().body()).isEqualTo(body);
    }

    @Test
    void aBodyThatBecomesTooLargeIsRefused() throws Exception {
        Random random = new Random(5);

        String answer = send(chunked(body(MAX_BYTES, random), random), "Transfer-Encoding: chunked");

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("Expected a body of at most " + MAX_BYTES + " bytes");
        assertThat(backend.requests()).isEmpty();
    }

    @Test
    void aClientThatAsksIsToldToSendItsBody() throws Exception {
        byte[] body = body(100, new Random(6));
        try (Socket socket = open("HTTP/1.1", "Content-Length: " + body.length, "Expect: 100-continue")) {
            InputStream in = socket.getInputStream();
            String goOn = "HTTP/1.1 100 Continue\r\n";
            assertThat(new String(in.readNBytes(goOn.length()), StandardCharsets.US_ASCII)).isEqualTo(goOn);
            socket.getOutputStream().write(body);
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("HTTP/1.1 200 ");
        }
    }

    @Test
    void whatElseAClientExpectsIsRefused() throws Exception {
        assertThat(send(new byte[0], "Content-Length: 0", "Expect: a-miracle"))
                .startsWith("HTTP/1.1 417 ")
                .contains("Expect: expected 100-continue, got something else");
    }

    /** RFC 9110, section 10.1.1: its clients do not know what that means. */
    @Test
    void whatAClientOfHttp10ExpectsIsIgnored() throws Exception {
        byte[] body = body(100, new Random(7));
        for (String expected : List.of("100-continue", "a-miracle")) {
            try (Socket socket = open("HTTP/1.0", "Content-Length: " + body.length, "Expect: " + expected)) {
                socket.getOutputStream().write(body);
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.0 200 ");
            }
        }
    }

    @Test
    void aRequestWithoutABodyIsToldSo() throws Exception {
        assertThat(send(new byte[0])).startsWith("HTTP/1.1 400 ").contains("the body is empty");
        assertThat(send(new byte[0], "Content-Length: 0")).startsWith("HTTP/1.1 400 ").contains("the body is empty");
        assertThat(send("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII), "Transfer-Encoding: chunked"))
                .startsWith("HTTP/1.1 400 ")
                .contains("the body is empty");
    }

    private static byte[] body(int textLength, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < textLength; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        String json = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] chunked(byte[] body, Random random) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        int sent = 0;
        while (sent < body.length) {
            int limit = random.nextInt(4) == 0 ? 20_000 : 300;
            int length = Math.min(1 + random.nextInt(limit), body.length - sent);
            chunks.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunks.write(body, sent, length);
            chunks.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            sent += length;
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return chunks.toByteArray();
    }

    private String send(byte[] body, String... headers) throws IOException {
        try (Socket socket = open("HTTP/1.1", headers)) {
            socket.getOutputStream().write(body);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Socket open(String version, String... headers) throws IOException {
        Socket socket = new Socket("127.0.0.1", proxy.url().getPort());
        socket.setSoTimeout(20_000);
        String head = "POST /v1/chat/completions " + version + "\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + key + "\r\n"
                + String.join("\r\n", headers) + (headers.length == 0 ? "\r\n" : "\r\n\r\n");
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
