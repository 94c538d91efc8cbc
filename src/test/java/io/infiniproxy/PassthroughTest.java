package io.infiniproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.infiniproxy.testing.Chunks;
import io.infiniproxy.testing.Client;
import io.infiniproxy.testing.Client.Answer;
import io.infiniproxy.testing.FakeBackend;
import io.infiniproxy.testing.ReceivedRequest;
import io.infiniproxy.testing.RunningProxy;
import io.infiniproxy.testing.Scripts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI clients through the running proxy: that bytes stay as they are, and usage is seen all the same. */
final class PassthroughTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String STREAM = "{ \"model\":\"m\", \"stream\" : true, \"x\":1.50,\"messages\":[]}";

    @TempDir
    Path dataDir;

    private FakeBackend backend;
    private RunningProxy proxy;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        backend = FakeBackend.start();
        start(Map.of());
    }

    private void start(Map<String, String> environment) {
        proxy = RunningProxy.start(dataDir, backend.baseUrl(), environment);
        client = new Client(proxy, proxy.createKey("alice"));
    }

    private void restart(Map<String, String> environment) throws IOException {
        proxy.close();
        proxy = RunningProxy.start(dataDir, backend.baseUrl(), environment);
        client = new Client(proxy, proxy.createKey("bob"));
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        backend.close();
    }

    @Test
    void bodyAndAnswerKeepTheirBytes() throws Exception {
        String request = "{\"z\":1.50, \"model\": \"m\",\"n\":1E2 ,\"unknown\":{\"b\":1,\"a\":\"\\u00e4\"}}\n";
        String answer = "{ \"choices\":[],\"usage\":{\"prompt_tokens\":3, \"completion_tokens\":4},\"model\":\"served\" ,\"x\":1.0}\n";
        backend.answer(connection -> connection.json(200, answer, "X-Request-Id: abc", "Vary: Origin", "Vary: Accept", "OpenAI-Organization: backend's"));

        var response = client.post(CHAT, request);

        ReceivedRequest received = backend.takeRequest();
        assertThat(received.bodyText()).isEqualTo(request);
        assertThat(received.path()).isEqualTo("/v1/chat/completions");
        assertThat(response.body()).isEqualTo(answer);
        assertThat(response.headers().firstValue("x-request-id")).hasValue("abc");
        assertThat(response.headers().allValues("vary")).containsExactly("Origin, Accept");
        assertThat(response.headers().firstValue("openai-organization")).isEmpty();
        assertThat(onlyRecord())
                .containsEntry("model", "m")
                .containsEntry("backend_model", "served")
                .containsEntry("input_tokens", 3)
                .containsEntry("output_tokens", 4)
                .containsEntry("is_estimated", 0)
                .containsEntry("endpoint", CHAT);
    }

    @Test
    void credentialsAreSwappedAndHeadersDoNotLeak() throws Exception {
        backend.answer(connection -> connection.json(200, "{}", "Set-Cookie: a=b", "Connection: keep-alive"));

        var response = client.post(CHAT + "?query=leak", "{\"model\":\"m\"}");

        ReceivedRequest received = backend.takeRequest();
        assertThat(received.headers().keySet())
                .containsExactlyInAnyOrder(
                        "host", "authorization", "content-type", "content-length", "accept", "user-agent", "connection");
        assertThat(received.header("authorization")).isEqualTo("Bearer backend-key");
        assertThat(response.headers().map().keySet())
                .allMatch(name -> name.matches("(?i)request-id|content-type|content-length"));
    }

    @Test
    void whatOpenAisClientsTellOfACallIsForwarded() throws Exception {
        backend.answer(Scripts.error(200, "{}"));
        proxy.call(CHAT)
                .bearer(proxy.createKey("carol"))
                .header("X-Client-Request-Id", "call-1")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .header("X-Stainless-Lang", "js")
                .header("X-Title", "App")
                .header("X-Private", "leak")
                .post("{\"model\":\"m\"}");
        ReceivedRequest received = backend.takeRequest();
        assertThat(received.header("x-client-request-id")).isEqualTo("call-1");
        assertThat(received.header("traceparent")).startsWith("00-");
        assertThat(received.header("x-stainless-lang")).isEqualTo("js");
        assertThat(received.header("x-title")).isEqualTo("App");
        assertThat(received.headers()).doesNotContainKey("x-private");
    }

    @Test
    void errorsKeepStatusAndBody() throws Exception {
        backend.answer(connection -> connection.json(
                418, "{\"error\" : \"odd\"}", "Retry-After: 3", "X-RateLimit-Reset-Tokens: 6m0s"));
        var response = client.post(CHAT, STREAM);
        assertThat(response.statusCode()).isEqualTo(418);
        assertThat(response.body()).isEqualTo("{\"error\" : \"odd\"}");
        assertThat(response.headers().firstValue("retry-after")).hasValue("3");
        assertThat(response.headers().firstValue("x-ratelimit-reset-tokens")).hasValue("6m0s");
        assertThat(onlyRecord()).containsEntry("outcome", "failed").containsEntry("status", 418).containsEntry("total_tokens", 0);
    }

    @Test
    void usageIsAskedForAndKeptFromTheClient() throws Exception {
        String first = Chunks.text("one").replace("\"model\"", "\"usage\":null,\"model\"");
        String second = Chunks.finish("stop").replace("}]}", "}] , \"usage\" : null }");
        backend.answer(Scripts.sse(first, second, Chunks.USAGE));

        var response = client.post(CHAT, STREAM);

        assertThat(backend.takeRequest().bodyText())
                .isEqualTo("{\"stream_options\":{\"include_usage\":true}, \"model\":\"m\", \"stream\" : true, \"x\":1.50,\"messages\":[]}");
        assertThat(response.body())
                .isEqualTo("data: " + Chunks.text("one") + "\n\ndata: " + Chunks.finish("stop").replace("}]}", "}]  }")
                        + "\n\ndata: [DONE]\n\n");
        assertThat(onlyRecord()).containsEntry("input_tokens", 7).containsEntry("output_tokens", 5);
    }

    @Test
    void aBackendThatRefusesToBeAskedForUsageGetsTheClientsBytes() throws Exception {
        backend.answerOnce(Scripts.error(400, "{\"error\":{\"message\":\"Unrecognized request argument supplied: stream_options\"}}"));
        backend.answer(Scripts.sse(Chunks.text("one two"), Chunks.finish("stop")));

        var response = client.post(CHAT, STREAM);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("one two").endsWith("data: [DONE]\n\n");
        assertThat(backend.takeRequest().bodyText()).contains("stream_options");
        assertThat(backend.takeRequest().bodyText()).isEqualTo(STREAM);
        assertThat(onlyRecord()).containsEntry("is_estimated", 1).containsEntry("output_tokens", 2);

        client.post(CHAT, STREAM);
        assertThat(backend.takeRequest().bodyText()).as("the lesson is kept").isEqualTo(STREAM);
    }

    @Test
    void otherRefusalsOfStreamsStayTheClients() throws Exception {
        String refusal = "{\"error\":{\"message\":\"Unsupported parameter: 'temperature'\"}}";
        backend.answer(Scripts.error(400, refusal));
        var response = client.post(CHAT, STREAM);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo(refusal);
        assertThat(backend.requests()).hasSize(1);
    }

    @Test
    void whatWasUnpackedIsNotCalledPacked() throws Exception {
        String answer = "{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}";
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(answer.getBytes(StandardCharsets.UTF_8));
        }
        backend.answer(connection -> {
            connection.status(200, "Content-Type: application/json", "Content-Encoding: gzip", "Content-Length: " + packed.size());
            connection.bytes(packed.toByteArray());
            connection.end();
        });
        var response = client.post(CHAT, "{\"model\":\"m\"}");
        assertThat(response.headers().firstValue("content-encoding")).isEmpty();
        assertThat(response.body()).isEqualTo(answer);
        assertThat(onlyRecord()).containsEntry("input_tokens", 3);
    }

    @Test
    void whatIsPackedOtherwiseStaysPacked() throws Exception {
        backend.answer(connection -> connection.json(200, "packed", "Content-Encoding: br"));
        var response = client.post(CHAT, "{\"model\":\"m\"}");
        assertThat(response.headers().firstValue("content-encoding")).hasValue("br");
        assertThat(response.body()).isEqualTo("packed");
    }

    @Test
    void usageThatTheClientAskedForIsShown() throws Exception {
        String request = STREAM.replace("\"x\":1.50", "\"stream_options\":{\"include_usage\": true}");
        backend.answer(Scripts.sse(Chunks.text("one"), Chunks.finish("stop"), Chunks.USAGE));
        var response = client.post(CHAT, request);
        assertThat(backend.takeRequest().bodyText()).isEqualTo(request);
        assertThat(response.body()).contains(Chunks.USAGE).endsWith("data: [DONE]\n\n");
    }

    @Test
    void otherStreamOptionsStay() throws Exception {
        backend.answer(Scripts.sse(Chunks.finish("stop"), Chunks.USAGE));
        client.post(CHAT, "{\"stream\":true,\"stream_options\":{\"include_obfuscation\":false},\"model\":\"m\"}");
        assertThat(backend.takeRequest().bodyText())
                .isEqualTo("{\"stream\":true,\"stream_options\":{\"include_usage\":true,\"include_obfuscation\":false},\"model\":\"m\"}");
    }

    @Test
    void askingForUsageCanBeTurnedOff() throws Exception {
        restart(Map.of("PASSTHROUGH_ASK_USAGE", "false"));
        backend.answer(Scripts.sse(Chunks.text("one two three"), Chunks.finish("stop")));
        client.post(CHAT, STREAM);
        assertThat(backend.takeRequest().bodyText()).isEqualTo(STREAM);
        assertThat(onlyRecord()).containsEntry("is_estimated", 1).containsEntry("output_tokens", 3);
    }

    @Test
    void aMissingModelBecomesTheConfiguredOne() throws Exception {
        restart(Map.of("OPENAI_MODEL", "glm-4.6"));
        backend.answer(connection -> connection.json(200, "{}"));
        client.post(CHAT, "{\"messages\":[]}");
        assertThat(backend.takeRequest().bodyText()).isEqualTo("{\"model\":\"glm-4.6\",\"messages\":[]}");
        client.post(CHAT, "{\"messages\":[],\"model\":\"mine\"}");
        assertThat(backend.takeRequest().bodyText()).isEqualTo("{\"messages\":[],\"model\":\"mine\"}");
    }

    @Test
    void responsesAreReadUpToTheirLastEvent() throws Exception {
        backend.answer(connection -> {
            connection.sse();
            connection.bytes("event: response.output_text.delta\r\ndata: {\"type\":\"response.output_text.delta\",\"delta\":\"hi\"}\r\n\r\n"
                    .getBytes());
            connection.bytes(("event: response.completed\r\ndata: {\"type\":\"response.completed\",\"response\":{\"model\":\"r\",\"usage\":"
                            + "{\"input_tokens\":11,\"output_tokens\":2,\"input_tokens_details\":{\"cached_tokens\":4}}}}\r\n\r\n")
                    .getBytes());
            connection.end();
        });
        var response = client.post("/v1/responses", "{\"model\":\"r\",\"stream\":true,\"input\":\"x\"}");
        assertThat(backend.takeRequest().path()).isEqualTo("/v1/responses");
        assertThat(response.body()).startsWith("event: response.output_text.delta\r\n").endsWith("}}}}\r\n\r\n");
        assertThat(onlyRecord())
                .containsEntry("outcome", "completed")
                .containsEntry("input_tokens", 11)
                .containsEntry("cache_read_input_tokens", 4)
                .containsEntry("output_tokens", 2);
    }

    @Test
    void aStreamThatIsCutIsCutForTheClientToo() throws Exception {
        backend.answer(connection -> {
            connection.sse();
            connection.event(Chunks.text("first"));
            connection.cut();
        });
        try (Answer answer = client.open(CHAT, STREAM)) {
            assertThat(answer.readUntil("first")).isNotNull();
            assertThatThrownBy(answer::rest).isInstanceOf(UncheckedIOException.class);
        }
        assertThat(onlyRecord()).containsEntry("outcome", "failed");
    }

    @Test
    void refusalsSpeakOpenAisLanguage() throws Exception {
        var malformed = client.post(CHAT, "{\"model\":");
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(malformed.body()).contains("\"type\":\"invalid_request_error\"").contains("not valid JSON");
        var wrongKey = new Client(proxy, "sk-wrong").post(CHAT, "{}");
        assertThat(wrongKey.statusCode()).isEqualTo(401);
        assertThat(wrongKey.body()).contains("\"code\":\"invalid_api_key\"");
        assertThat(wrongKey.headers().firstValue("x-should-retry")).hasValue("false");
        assertThat(backend.requests()).isEmpty();
    }

    @Test
    void aBackendThatIsAwayIsABadGateway() throws Exception {
        backend.close();
        var response = client.post(CHAT, "{\"model\":\"m\"}");
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body()).contains("\"type\":\"server_error\"").contains("cannot be reached");
    }

    private Map<String, Object> onlyRecord() {
        await().until(() -> !proxy.usageRecords().isEmpty());
        assertThat(proxy.usageRecords()).hasSize(1);
        return proxy.usageRecords().getFirst();
    }
}
