package io.infiniproxy.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.check.Report;
import io.infiniproxy.cli.FakeProxy;
import io.infiniproxy.cli.RunningProxy;
import io.infiniproxy.settings.Settings;
import io.infiniproxy.testing.Connection;
import io.infiniproxy.testing.Scripts;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProxyCheckTest {
    private static final String TEXT_EVENTS = """
            event: message_start
            data: {"type":"message_start","message":{"usage":{}}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"rea"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"dy"}}

            event: message_stop
            data: {"type":"message_stop"}

            """;
    private static final String TOOL_EVENTS = """
            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","name":"read_file","input":{}}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{}"}}

            event: message_stop
            data: {"type":"message_stop"}

            """;

    @TempDir
    Path dataDir;

    private FakeProxy proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = FakeProxy.start(dataDir);
        proxy.answer("/v1/models", 200, "{\"data\":[{\"id\":\"a-model\"}]}");
        proxy.answer("/v1/messages", ProxyCheckTest::answerMessages);
        proxy.answer("/v1/chat/completions", Scripts.text("ready"));
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
    }

    @Test
    void triesBothApisWithAKeyOfItsOwn() {
        assertThat(check())
                .contains("Proxy " + proxy.url() + "/v1/messages", "Proxy " + proxy.url() + "/v1/chat/completions")
                .contains("plain     ok      \"ready\"")
                .contains("streamed  ok      \"ready\" in 2 pieces")
                .contains("tool      ok      read_file {}");
        assertThat(proxy.credentials()).contains("Bearer sk-made");
        assertThat(dataDir.resolve("check-key")).hasContent("sk-made");
    }

    @Test
    void passesTheProxysWordsOn() {
        proxy.answer("/v1/messages", 502, """
                {"type":"error","error":{"type":"api_error","message":"The backend cannot be reached"}}""");
        assertThat(check()).contains("plain     FAILED  502 The backend cannot be reached.");
    }

    @Test
    void knowsAnErrorInsideAStream() {
        proxy.answer("/v1/messages", connection -> {
            connection.sse();
            connection.event("{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}");
            connection.end();
        });
        assertThat(check()).contains("FAILED  busy");
    }

    private static void answerMessages(Connection connection) throws IOException {
        String request = connection.request().bodyText();
        if (request.contains("\"stream\":true")) {
            connection.sse();
            String events = request.contains("read_file\"") ? TOOL_EVENTS : TEXT_EVENTS;
            connection.bytes(events.getBytes(StandardCharsets.UTF_8));
            connection.end();
        } else {
            connection.json(200, "{\"content\":[{\"type\":\"text\",\"text\":\"ready\"}],\"stop_reason\":\"end_turn\"}");
        }
    }

    private String check() {
        Settings settings = FakeProxy.settings(dataDir);
        StringWriter lines = new StringWriter();
        try (RunningProxy running = RunningProxy.require(settings)) {
            new ProxyCheck(settings, running, Optional.empty()).run(new Report(new PrintedSteps(new PrintWriter(lines))));
        }
        return lines.toString();
    }
}
