package io.infiniproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.RunningJar;
import io.infiniproxy.testing.Scripts;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process with a small heap, and clients that send more than it could hold. */
final class BodyMemoryIT {
    private static final int BODY_BYTES = 6 * 1024 * 1024;
    private static final int CLIENTS = 30;
    /** Of so many the bodies go into an eighth of that heap. */
    private static final int MOST_CLIENTS = 2;

    @TempDir
    Path folder;

    /** They need no key to send a body, only to be answered. */
    @Test
    void clientsThatFillTheMemoryAreRefusedAndTheServerLives() throws Exception {
        try (FakeBackend backend = FakeBackend.start();
                RunningJar proxy = RunningJar.start(folder, environment(backend))) {
            backend.answer(Scripts.text("two words"));
            String key = proxy.createKey("alice");
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Socket socket = open(proxy, "Connection: keep-alive");
                sockets.add(socket);
                socket.getOutputStream().write(body(), 0, BODY_BYTES - 1);
            }

            await().until(() -> answered(sockets) == CLIENTS - MOST_CLIENTS);
            for (Socket socket : sockets) {
                assertThat(answerSoFar(socket)).matches("|HTTP/1.1 503 ");
            }
            assertThat(proxy.adminGet("/health")).contains("\"status\":\"healthy\"");

            for (Socket socket : sockets) {
                socket.close();
            }
            await().until(() -> answerOf(proxy, key).startsWith("HTTP/1.1 200 "));
        }
    }

    private static Map<String, String> environment(FakeBackend backend) {
        return Map.of(
                "JAVA_TOOL_OPTIONS", "-Xmx128m",
                "PROXY_MAX_BODY_BYTES", String.valueOf(8 * 1024 * 1024),
                "OPENAI_BASE_URL", backend.baseUrl().toString());
    }

    private static long answered(List<Socket> sockets) throws IOException {
        long answered = 0;
        for (Socket socket : sockets) {
            answered += socket.getInputStream().available() > 0 ? 1 : 0;
        }
        return answered;
    }

    private static String answerSoFar(Socket socket) throws IOException {
        int length = Math.min(socket.getInputStream().available(), "HTTP/1.1 503 ".length());
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
    }

    private static Socket open(RunningJar proxy, String header) throws IOException {
        URI url = URI.create(proxy.url());
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(20_000);
        String head = "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\nContent-Length: "
                + BODY_BYTES + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String answerOf(RunningJar proxy, String key) throws IOException {
        try (Socket socket = open(proxy, "Connection: close\r\nx-api-key: " + key)) {
            socket.getOutputStream().write(body());
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] body() {
        String head = "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"";
        String end = "\"}]}";
        return (head + "x".repeat(BODY_BYTES - head.length() - end.length()) + end).getBytes(StandardCharsets.US_ASCII);
    }
}
