package io.infiniproxy.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;

/** Scripts that many tests need. */
public final class Scripts {
    /** What {@link #text} says the prompt took. */
    public static final int PROMPT_TOKENS = 10;

    private static final ObjectMapper JSON = new ObjectMapper();

    private Scripts() {}

    /**
     * Answers a Chat Completions request with this text: as a stream, a chunk a word, or whole, as the request says.
     * The usage is {@link #PROMPT_TOKENS} and a token a word; a stream has it when the request asks for it.
     */
    public static Script text(String text) {
        return connection -> {
            JsonNode request = JSON.readTree(connection.request().body());
            if (request.path("stream").asBoolean()) {
                stream(connection, text, request.path("stream_options").path("include_usage").asBoolean());
            } else {
                connection.json(200, completion(text).toString());
            }
        };
    }

    /** Sends each line as the data of an event, then [DONE]. */
    public static Script sse(String... dataLines) {
        return connection -> {
            connection.sse();
            for (String data : dataLines) {
                connection.event(data);
            }
            connection.done();
        };
    }

    /** Answers with this status and JSON body. */
    public static Script error(int status, String body) {
        return connection -> connection.json(status, body);
    }

    /** Sends a recorded event stream as it is, cut into pieces before the bytes at these offsets, which must ascend. */
    public static Script replay(byte[] raw, int... splitOffsets) {
        return connection -> {
            connection.sse();
            int from = 0;
            for (int offset : splitOffsets) {
                connection.bytes(Arrays.copyOfRange(raw, from, offset));
                from = offset;
            }
            connection.bytes(Arrays.copyOfRange(raw, from, raw.length));
            connection.end();
        };
    }

    private static void stream(Connection connection, String text, boolean includeUsage) throws IOException {
        connection.sse();
        connection.event(chunk("{\"role\":\"assistant\",\"content\":\"\"}", null));
        for (String word : words(text)) {
            connection.event(chunk(JSON.createObjectNode().put("content", word).toString(), null));
        }
        connection.event(chunk("{}", "stop"));
        if (includeUsage) {
            var last = head("chat.completion.chunk");
            last.putArray("choices");
            last.set("usage", usage(text));
            connection.event(last.toString());
        }
        connection.done();
    }

    private static ObjectNode completion(String text) {
        var completion = head("chat.completion");
        var choice = completion.putArray("choices").addObject().put("index", 0);
        choice.putObject("message").put("role", "assistant").put("content", text);
        choice.put("finish_reason", "stop");
        completion.set("usage", usage(text));
        return completion;
    }

    private static String chunk(String delta, String finishReason) throws IOException {
        var chunk = head("chat.completion.chunk");
        var choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", JSON.readTree(delta));
        choice.put("finish_reason", finishReason);
        return chunk.toString();
    }

    private static ObjectNode head(String object) {
        return JSON.createObjectNode()
                .put("id", "chatcmpl-fake")
                .put("object", object)
                .put("created", 1_700_000_000)
                .put("model", "fake-model");
    }

    private static ObjectNode usage(String text) {
        int words = words(text).length;
        return JSON.createObjectNode()
                .put("prompt_tokens", PROMPT_TOKENS)
                .put("completion_tokens", words)
                .put("total_tokens", PROMPT_TOKENS + words);
    }

    /** The words, each with the space after it. */
    private static String[] words(String text) {
        return text.split("(?<= )");
    }
}
