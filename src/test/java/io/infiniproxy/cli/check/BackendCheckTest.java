package io.infiniproxy.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.check.Advice;
import io.infiniproxy.check.BackendCheck;
import io.infiniproxy.check.Report;
import io.infiniproxy.cli.FakeProxy;
import io.infiniproxy.demo.DemoBackend;
import io.infiniproxy.settings.BackendUrl;
import io.infiniproxy.settings.Settings;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.Script;
import io.infiniproxy.testing.Scripts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BackendCheckTest {
    @TempDir
    Path dataDir;

    @Test
    void passesWithTheDemoBackend() throws IOException {
        try (DemoBackend demo = DemoBackend.start()) {
            assertThat(check(demo.baseUrl().toString(), Optional.empty()))
                    .contains("model     ok      demo")
                    .containsPattern("plain +ok +\".*demo backend")
                    .containsPattern("streamed +ok +\".*\" in \\d+ pieces")
                    .contains("tool      ok      read_file {\"path\":\"README.md\"}")
                    .doesNotContain("FAILED");
        }
    }

    @Test
    void wantsAModelThatCallsTools() throws IOException {
        assertThat(check(Scripts.text("Of course")))
                .contains("plain     ok      \"Of course\"")
                .contains("streamed  ok      \"Of course\" in 2 pieces")
                .contains("tool      FAILED  no tool was called (text: \"Of course\")");
    }

    @Test
    void saysWhatToDoAboutARefusedKeyAndDoesNotShowIt() throws IOException {
        assertThat(check(Scripts.error(401, "{\"error\":{\"message\":\"Bad key sk-backend.\"}}")))
                .contains("plain     FAILED  401 Bad key …. Check OPENAI_API_KEY")
                .contains("streamed  -       not tried")
                .doesNotContain("sk-backend");
    }

    @Test
    void saysWhatToDoAboutAWrongModelOrAddress() throws IOException {
        assertThat(check(Scripts.error(404, "{\"error\":{\"message\":\"no such model\"}}")))
                .contains("404 no such model. Check OPENAI_MODEL (a-model was asked for) and OPENAI_BASE_URL (http://127.0.0.1:")
                .contains("/chat/completions was asked)");
    }

    @Test
    void knowsAWebPage() throws IOException {
        Script page = connection -> {
            connection.status(200, "Content-Type: text/html");
            connection.bytes("<html>Welcome</html>".getBytes(StandardCharsets.UTF_8));
            connection.end();
        };
        assertThat(check(page)).contains("plain     FAILED  a web page came, not an answer.").contains("ends in /v1");
    }

    @Test
    void knowsAStreamThatEndsTooEarly() throws IOException {
        Script cut = connection -> {
            if (connection.request().bodyText().contains("\"stream\":true")) {
                connection.sse();
                connection.event("{\"choices\":[{\"delta\":{\"content\":\"Hal\"}}]}");
                connection.end();
            } else {
                Scripts.text("Whole").run(connection);
            }
        };
        assertThat(check(cut)).contains("streamed  FAILED  the stream ended in the middle of the answer");
    }

    @Test
    void knowsAnErrorInsideAStream() throws IOException {
        assertThat(check(Scripts.sse("{\"error\":{\"message\":\"out of memory\"}}"))).contains("FAILED  out of memory");
    }

    @Test
    void knowsAPortWhereNothingListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThat(check("http://127.0.0.1:" + port, Optional.of("a-model")))
                .contains("plain     FAILED  nothing listens at 127.0.0.1:" + port + ". Start the backend");
    }

    @Test
    void knowsABackendThatSpeaksNoTls() throws IOException {
        try (ServerSocket plain = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> refuseTls(plain));
            assertThat(check("https://127.0.0.1:" + plain.getLocalPort(), Optional.of("a-model")))
                    .containsPattern("FAILED  (no secure connection|the connection) to 127.0.0.1:")
                    .contains("It seems to speak http, not https");
        }
    }

    private static void refuseTls(ServerSocket plain) {
        try (Socket socket = plain.accept()) {
            socket.getInputStream().read(); // a server answers when it was asked; before, the client may not listen yet
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void needsAModelToAskFor() throws IOException {
        try (FakeBackend backend = FakeBackend.start()) {
            backend.answer("/v1/models", Scripts.error(404, "{}"));
            assertThat(check(backend.baseUrl().toString(), Optional.empty()))
                    .contains("model     FAILED  the backend lists no models. Set OPENAI_MODEL");
        }
    }

    private String check(Script script) throws IOException {
        try (FakeBackend backend = FakeBackend.start()) {
            backend.answer(script);
            return check(backend.baseUrl().toString(), Optional.of("a-model"));
        }
    }

    private String check(String url, Optional<String> model) {
        Settings settings = FakeProxy.settings(
                dataDir, "OPENAI_BASE_URL", url, "OPENAI_API_KEY", "sk-backend", "BACKEND_CONNECT_SECONDS", "2");
        StringWriter lines = new StringWriter();
        Report report = new Report(new PrintedSteps(new PrintWriter(lines)));
        report.hide("sk-backend");
        new BackendCheck(settings, BackendUrl.parse(url), model, Advice.ENGLISH).run(report);
        assertThat(report.hasFailures()).isEqualTo(lines.toString().contains("FAILED"));
        return lines.toString();
    }
}
