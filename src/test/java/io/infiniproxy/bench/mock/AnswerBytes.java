package io.infiniproxy.bench.mock;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infiniproxy.bench.AskedAnswer;
import io.infiniproxy.bench.BenchText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes Chat Completions answers as HTTP, once for each kind. */
final class AnswerBytes {
    /** What every answer says that the request had. */
    static final int PROMPT_TOKENS = 1234;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8) // as most clients and backends do
                    .build())
            .build();

    private AnswerBytes() {}

    static PreparedAnswer completion(AskedAnswer asked) {
        return new PreparedAnswer(List.of(json("200 OK", completionText(asked))), 0);
    }

    static String completionText(AskedAnswer asked) {
        ObjectNode completion = envelope("chat.completion", asked);
        ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
        choice.putObject("message").put("role", "assistant").put("content", String.join("", BenchText.chunks(asked.chunks())));
        choice.put("finish_reason", "stop");
        completion.set("usage", usage(asked));
        return text(completion);
    }

    static PreparedAnswer error(String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error").put("message", message).put("type", "invalid_request_error");
        return new PreparedAnswer(List.of(json("400 Bad Request", text(body))), 0);
    }

    static ByteBuffer json(String status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(bytes);
        return direct(all);
    }

    /** All of a stream without pauses is one piece; else each chunk is, the first with the head and the last with the end. */
    static PreparedAnswer stream(AskedAnswer asked) {
        List<ByteBuffer> pieces = new ArrayList<>();
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        piece.writeBytes(("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        List<String> events = events(asked);
        for (int event = 0; event < events.size(); event++) {
            event(piece, events.get(event));
            // the role comes with the first text, and what ends the stream with the last
            if (asked.delayMs() > 0 && event >= 1 && event < asked.chunks()) {
                pieces.add(direct(piece));
                piece.reset();
            }
        }
        piece.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        pieces.add(direct(piece));
        return new PreparedAnswer(pieces, asked.delayMs());
    }

    /** Returns the data of all events: the role, the chunks of text, the reason of the end, the usage, and the end. */
    static List<String> events(AskedAnswer asked) {
        List<String> events = new ArrayList<>();
        events.add(chunk(asked, JSON.createObjectNode().put("role", "assistant").put("content", ""), null));
        BenchText.chunks(asked.chunks())
                .forEach(text -> events.add(chunk(asked, JSON.createObjectNode().put("content", text), null)));
        events.add(chunk(asked, JSON.createObjectNode(), "stop"));
        ObjectNode last = envelope("chat.completion.chunk", asked);
        last.putArray("choices");
        last.set("usage", usage(asked));
        events.add(text(last));
        events.add("[DONE]");
        return events;
    }

    private static String chunk(AskedAnswer asked, ObjectNode delta, String finishReason) {
        ObjectNode chunk = envelope("chat.completion.chunk", asked);
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", finishReason);
        return text(chunk);
    }

    private static ObjectNode envelope(String object, AskedAnswer asked) {
        return JSON.createObjectNode()
                .put("id", "chatcmpl-bench")
                .put("object", object)
                .put("created", 1_700_000_000)
                .put("model", asked.model());
    }

    private static ObjectNode usage(AskedAnswer asked) {
        return JSON.createObjectNode()
                .put("prompt_tokens", PROMPT_TOKENS)
                .put("completion_tokens", asked.chunks())
                .put("total_tokens", PROMPT_TOKENS + asked.chunks());
    }

    /** An event is a chunk of the transfer encoding, as most servers send it. */
    private static void event(ByteArrayOutputStream piece, String data) {
        byte[] bytes = ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
        piece.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        piece.writeBytes(bytes);
        piece.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(ObjectNode json) {
        try {
            return new String(JSON.writeValueAsBytes(json), StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ByteBuffer direct(ByteArrayOutputStream bytes) {
        return ByteBuffer.allocateDirect(bytes.size()).put(bytes.toByteArray()).flip().asReadOnlyBuffer();
    }
}
