package io.infiniproxy.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.json.JsonText;
import io.infiniproxy.openai.BackendErrorReader;
import io.infiniproxy.sse.SseEvent;
import io.infiniproxy.sse.SseReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Anthropic's Messages. */
public final class MessagesApi implements CheckedApi {
    /** Room for a model that thinks first. */
    private static final int MAX_TOKENS = 4096;

    @Override
    public byte[] request(Trial trial, String model) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("model", model).put("max_tokens", MAX_TOKENS);
        body.putArray("messages").addObject().put("role", "user").put("content", CheckedApi.prompt(trial));
        if (trial != Trial.PLAIN) {
            body.put("stream", true);
        }
        if (trial == Trial.TOOL) {
            body.putArray("tools").add(ReadFileTool.withSchemaIn("input_schema"));
        }
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public CheckedAnswer read(String contentType, byte[] body) throws IOException {
        return contentType.contains("event-stream") ? readEvents(body) : readMessage(Json.read(body));
    }

    private static CheckedAnswer readMessage(JsonNode message) {
        AnswerText answer = new AnswerText();
        for (JsonNode block : message.path("content")) {
            answer.addText(JsonText.of(block.path("text")));
            answer.addToolName(JsonText.of(block.path("name")));
            answer.addToolArguments(block.has("input") ? block.get("input").toString() : null);
        }
        return answer.end(message.hasNonNull("stop_reason"));
    }

    private static CheckedAnswer readEvents(byte[] body) throws IOException {
        AnswerText answer = new AnswerText();
        boolean stopped = false;
        SseReader events = SseReader.ofWhole(body);
        for (SseEvent event = events.next(); event != null; event = events.next()) {
            JsonNode data = event.hasData() ? Json.read(event.data()) : Json.MAPPER.nullNode();
            add(data, answer);
            stopped |= data.path("type").asText().equals("message_stop");
        }
        return answer.end(stopped);
    }

    private static void add(JsonNode event, AnswerText answer) throws IOException {
        switch (event.path("type").asText()) {
            case "content_block_start" -> answer.addToolName(JsonText.of(event.at("/content_block/name")));
            case "content_block_delta" -> {
                answer.addText(JsonText.of(event.at("/delta/text")));
                answer.addToolArguments(JsonText.of(event.at("/delta/partial_json")));
            }
            case "error" -> throw new UnusableAnswerException(
                    BackendErrorReader.read(200, event.toString().getBytes(StandardCharsets.UTF_8)).message());
            default -> {
                // the frame around the answer
            }
        }
    }
}
