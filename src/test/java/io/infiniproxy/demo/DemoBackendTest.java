package io.infiniproxy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DemoBackendTest {
    private static final String HELLO = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello 你好\"}]";
    private static final String READ = """
            {"messages":[{"role":"user","content":"Read a.txt and b😀.txt and \\"/tmp/c d.txt\\""}],
             "tools":[{"type":"function","function":{"name":"read_file",
               "parameters":{"type":"object","properties":{"path":{"type":"string"}}}}}]""";

    private static DemoBackend backend;
    private static HttpClient http;

    @BeforeAll
    static void start() throws IOException {
        backend = DemoBackend.start();
        http = HttpClient.newHttpClient();
    }

    @AfterAll
    static void stop() {
        http.close();
        backend.close();
    }

    @Test
    void answersAChatCompletion() throws Exception {
        var completion = post("/chat/completions", HELLO + "}");

        assertThat(completion.path("object").asText()).isEqualTo("chat.completion");
        assertThat(completion.path("id").asText()).startsWith("chatcmpl-");
        assertThat(completion.path("model").asText()).isEqualTo("m");
        assertThat(completion.at("/choices/0/message/content").asText()).contains("Hello 你好");
        assertThat(completion.at("/usage/total_tokens").asInt())
                .isEqualTo(completion.at("/usage/prompt_tokens").asInt()
                        + completion.at("/usage/completion_tokens").asInt());
    }

    @Test
    void streamsTheSameText() throws Exception {
        var whole = post("/chat/completions", HELLO + "}").at("/choices/0/message/content").asText();
        var chunks = stream("/chat/completions", HELLO + ",\"stream\":true}");

        assertThat(chunks.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(join(chunks, "/choices/0/delta/content")).isEqualTo(whole);
        assertThat(chunks.getLast().at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(chunks).hasSizeGreaterThan(20).noneMatch(chunk -> chunk.has("usage"));
        assertThat(chunks.stream().map(chunk -> chunk.path("id")).distinct()).hasSize(1);
    }

    @Test
    void streamsUsageLastWhenAsked() throws Exception {
        var chunks = stream("/chat/completions", HELLO + ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}");

        assertThat(chunks.getLast().path("choices")).isEmpty();
        assertThat(chunks.getLast().at("/usage/completion_tokens").asInt()).isPositive();
        assertThat(chunks.subList(0, chunks.size() - 1)).allMatch(chunk -> chunk.path("usage").isNull());
    }

    @Test
    void streamsToolCallsInPieces() throws Exception {
        var chunks = stream("/chat/completions", READ + ",\"stream\":true}");
        var toolDeltas = chunks.stream().map(chunk -> chunk.at("/choices/0/delta/tool_calls/0")).toList();
        var starts = toolDeltas.stream().filter(delta -> delta.has("id")).toList();

        assertThat(starts).hasSizeGreaterThanOrEqualTo(2).allSatisfy(start -> {
            assertThat(start.path("id").asText()).startsWith("call_");
            assertThat(start.path("type").asText()).isEqualTo("function");
            assertThat(start.at("/function/name").asText()).isEqualTo("read_file");
            assertThat(start.at("/function/arguments").asText("none")).isEmpty();
        });
        var first = toolDeltas.stream().filter(delta -> delta.path("index").asInt(-1) == 0).toList();
        assertThat(first).hasSize(4);
        assertThat(join(first, "/function/arguments")).isEqualTo("{\"path\":\"/tmp/c d.txt\"}");
        assertThat(chunks.getLast().at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
    }

    @Test
    void answersWithToolCalls() throws Exception {
        var choice = post("/chat/completions", READ + "}").at("/choices/0");

        assertThat(choice.path("finish_reason").asText()).isEqualTo("tool_calls");
        assertThat(choice.at("/message/content").isNull()).isTrue();
        assertThat(choice.at("/message/tool_calls/1/function/arguments").asText()).isEqualTo("{\"path\":\"a.txt\"}");
    }

    @Test
    void completesPrompts() throws Exception {
        var completion = post("/completions", "{\"prompt\":[\"one\",\"two\"]}");
        var chunks = stream("/completions", "{\"prompt\":\"one\",\"stream\":true}");

        assertThat(completion.at("/choices/1/text").asText()).contains("\"two\"");
        assertThat(join(chunks, "/choices/0/text")).isEqualTo(completion.at("/choices/0/text").asText());
        assertThat(chunks.getLast().at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    }

    @Test
    void embedsAsNumbersAndAsBase64() throws Exception {
        var numbers = post("/embeddings", "{\"input\":[\"a\",\"b\"]}").path("data");
        var base64 = post("/embeddings", "{\"input\":\"b\",\"encoding_format\":\"base64\"}").path("data");
        var bytes = Base64.getDecoder().decode(base64.at("/0/embedding").asText());
        var floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();

        assertThat(numbers).hasSize(2);
        assertThat(numbers.get(1).path("embedding")).hasSize(floats.capacity());
        assertThat((float) numbers.at("/1/embedding/3").asDouble()).isEqualTo(floats.get(3));
        assertThat(numbers.at("/0/embedding")).isNotEqualTo(numbers.at("/1/embedding"));
    }

    @Test
    void listsItsModel() throws Exception {
        assertThat(json(send("GET", "/models", "")).at("/data/0/id").asText()).isEqualTo("demo");
        assertThat(json(send("GET", "/models/demo", "")).path("object").asText()).isEqualTo("model");
        assertThat(send("GET", "/models/other", "").statusCode()).isEqualTo(404);
        assertThat(send("HEAD", "/models", "").statusCode()).isEqualTo(200);
    }

    @Test
    void answersMistakesAsOpenAiDoes() throws Exception {
        assertError(send("POST", "/responses", "{}"), 404);
        assertError(send("GET", "/chat/completions", ""), 405);
        assertError(send("POST", "/chat/completions", "{\"messages\":"), 400);
        assertError(send("POST", "/chat/completions", "[]"), 400);
        assertError(send("POST", "/embeddings", "{}"), 400);
        assertThat(send("HEAD", "/nowhere", "").statusCode()).isEqualTo(404);
    }

    private static void assertError(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).at("/error/message").asText()).isNotEmpty();
        assertThat(json(response).at("/error/type").asText()).isEqualTo("invalid_request_error");
    }

    private static JsonNode post(String path, String body) throws Exception {
        var response = send("POST", path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    /** The data of all events but the last, which has to be [DONE]. */
    private static List<JsonNode> stream(String path, String body) throws Exception {
        var response = send("POST", path, body);
        assertThat(response.headers().firstValue("Content-Type")).get().asString().startsWith("text/event-stream");
        assertThat(response.body()).endsWith("data: [DONE]\n\n");
        var events = response.body().replace("data: [DONE]\n\n", "").split("\n\n");
        var chunks = new ArrayList<JsonNode>();
        for (String event : events) {
            chunks.add(Json.MAPPER.readTree(event.substring("data: ".length())));
        }
        return chunks;
    }

    private static String join(List<JsonNode> chunks, String pointer) {
        return chunks.stream().map(chunk -> chunk.at(pointer).asText("")).collect(Collectors.joining());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return Json.MAPPER.readTree(response.body());
    }

    private static HttpResponse<String> send(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(backend.baseUrl() + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
