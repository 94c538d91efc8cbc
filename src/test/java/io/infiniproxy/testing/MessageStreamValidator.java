package io.infiniproxy.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A strict reader of a whole stream of the Messages API, for tests: stricter than any client, so that what it lets pass, every
 * client can read. Throws an {@link AssertionError} that names the event.
 *
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/streaming">Streaming messages</a>
 */
public final class MessageStreamValidator {
    private static final Map<String, String> TEXT_OF_DELTA = Map.of(
            "text_delta", "text",
            "thinking_delta", "thinking",
            "signature_delta", "signature",
            "input_json_delta", "partial_json");
    private static final Map<String, Set<String>> DELTAS_OF_BLOCK = Map.of(
            "text", Set.of("text_delta"),
            "thinking", Set.of("thinking_delta", "signature_delta"),
            "tool_use", Set.of("input_json_delta"));
    private static final Map<String, String> EMPTY_BLOCKS = Map.of(
            "text", "{\"type\":\"text\",\"text\":\"\"}",
            "thinking", "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}");
    private static final Set<String> ERROR_TYPES = Set.of(
            "invalid_request_error", "authentication_error", "billing_error", "permission_error", "not_found_error",
            "conflict_error", "request_too_large", "rate_limit_error", "api_error", "timeout_error", "overloaded_error");
    private static final Set<String> CUT_SHORT = Set.of("max_tokens", "model_context_window_exceeded");

    private enum State {
        NEW,
        BETWEEN_BLOCKS,
        IN_BLOCK,
        BEFORE_STOP,
        STOPPED,
        FAILED
    }

    private final List<String> toolInputs = new ArrayList<>();
    private final Set<String> toolUseIds = new HashSet<>();
    private final StringBuilder input = new StringBuilder();
    private State state = State.NEW;
    private int event;
    private int index = -1;
    private String block;
    private int deltas;
    private boolean signed;

    private MessageStreamValidator() {}

    /** Checks a whole stream, to its end. */
    public static void validate(byte[] stream) {
        MessageStreamValidator validator = new MessageStreamValidator();
        String text = new String(stream, StandardCharsets.UTF_8);
        validator.check(text.endsWith("\n\n"), "the stream ends in the middle of an event");
        for (String event : text.split("\n\n")) {
            validator.event++;
            validator.accept(event.split("\n", -1));
        }
        validator.check(
                validator.state == State.STOPPED || validator.state == State.FAILED,
                "the stream ends without message_stop or error");
    }

    private void accept(String[] lines) {
        check(lines.length == 2, "expected an event: and a data: line, got " + lines.length + " lines");
        check(lines[0].startsWith("event: "), "expected an event: line, got " + lines[0]);
        check(lines[1].startsWith("data: "), "expected a data: line, got " + lines[1]);
        check(!lines[1].equals("data: [DONE]"), "[DONE] is not part of the Messages API");
        JsonNode data = read(lines[1].substring("data: ".length()));
        String type = data.path("type").asText();
        check(lines[0].equals("event: " + type), "the event: line is not the data's type " + type);
        check(state != State.STOPPED, type + " after message_stop");
        check(state != State.FAILED, type + " after an error");
        accept(type, data);
    }

    private void accept(String type, JsonNode data) {
        switch (type) {
            case "message_start" -> messageStart(data.path("message"));
            case "content_block_start" -> blockStart(data);
            case "content_block_delta" -> blockDelta(data);
            case "content_block_stop" -> blockStop(data);
            case "message_delta" -> messageDelta(data);
            case "message_stop" -> move(State.BEFORE_STOP, State.STOPPED, type);
            case "ping" -> check(state != State.NEW, "ping before message_start");
            case "error" -> error(data.path("error"));
            default -> check(false, "unknown event " + type);
        }
    }

    private void messageStart(JsonNode message) {
        move(State.NEW, State.BETWEEN_BLOCKS, "message_start");
        check(message.path("id").asText().startsWith("msg_"), "the message's id");
        check(message.path("type").asText().equals("message"), "the message's type");
        check(message.path("role").asText().equals("assistant"), "the message's role");
        check(message.path("model").isTextual(), "the message's model");
        check(message.path("content").isArray() && message.path("content").isEmpty(), "content is not []");
        check(message.has("stop_reason") && message.path("stop_reason").isNull(), "stop_reason is not null");
        usage(message.path("usage"));
    }

    private void blockStart(JsonNode data) {
        move(State.BETWEEN_BLOCKS, State.IN_BLOCK, "content_block_start");
        index++;
        sameIndex(data);
        JsonNode started = data.path("content_block");
        block = started.path("type").asText();
        check(DELTAS_OF_BLOCK.containsKey(block), "unknown block " + block);
        if (block.equals("tool_use")) {
            check(toolUseIds.add(started.path("id").asText()), "the id of the call is not its own");
            check(started.path("id").asText().matches("[a-zA-Z0-9_-]+"), "the id of the call");
            check(!started.path("name").asText().isEmpty(), "the call has no name");
            check(started.path("input").isObject() && started.path("input").isEmpty(), "input is not {}");
        } else {
            check(started.equals(read(EMPTY_BLOCKS.get(block))), "the block does not start empty");
        }
        deltas = 0;
        signed = false;
        input.setLength(0);
    }

    private void blockDelta(JsonNode data) {
        check(state == State.IN_BLOCK, "content_block_delta outside of a block");
        sameIndex(data);
        JsonNode delta = data.path("delta");
        String type = delta.path("type").asText();
        check(DELTAS_OF_BLOCK.get(block).contains(type), type + " in a block of " + block);
        check(!signed, type + " after the signature");
        String text = delta.path(TEXT_OF_DELTA.get(type)).textValue();
        check(text != null && (!text.isEmpty() || block.equals("tool_use")), type + " is empty");
        signed = type.equals("signature_delta");
        deltas++;
        input.append(block.equals("tool_use") ? text : "");
    }

    private void blockStop(JsonNode data) {
        move(State.IN_BLOCK, State.BETWEEN_BLOCKS, "content_block_stop");
        sameIndex(data);
        check(signed == block.equals("thinking"), "thinking without a signature");
        check(block.equals("tool_use") || deltas > 0, "a block of " + block + " without a delta");
        if (block.equals("tool_use")) {
            toolInputs.add(input.toString());
        }
    }

    private void messageDelta(JsonNode data) {
        move(State.BETWEEN_BLOCKS, State.BEFORE_STOP, "message_delta");
        usage(data.path("usage"));
        String stopReason = data.path("delta").path("stop_reason").asText();
        check(data.path("delta").path("stop_sequence").isTextual() == stopReason.equals("stop_sequence"), "stop_sequence");
        check(
                data.path("delta").path("stop_details").isObject() == stopReason.equals("refusal"),
                "stop_details of " + stopReason);
        switch (stopReason) {
            case "tool_use" -> check(!toolInputs.isEmpty(), "tool_use without a call");
            case "end_turn", "stop_sequence" -> check(toolInputs.isEmpty(), stopReason + " with a call");
            case "max_tokens", "model_context_window_exceeded", "refusal", "content_filtered" -> {}
            default -> check(false, "unknown stop_reason " + stopReason);
        }
        if (!CUT_SHORT.contains(stopReason)) {
            toolInputs.forEach(json -> check(json.isEmpty() || read(json).isObject(), "a call's input is no object: " + json));
        }
    }

    private void usage(JsonNode usage) {
        for (String count : List.of(
                "input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens", "output_tokens")) {
            check(usage.path(count).isIntegralNumber() && usage.path(count).longValue() >= 0, "usage." + count);
        }
    }

    private void error(JsonNode error) {
        state = State.FAILED;
        check(ERROR_TYPES.contains(error.path("type").asText()), "unknown error type " + error.path("type"));
        check(!error.path("message").asText().isEmpty(), "an error without a message");
    }

    private void sameIndex(JsonNode data) {
        check(data.path("index").isInt() && data.path("index").intValue() == index, "expected the index " + index);
    }

    private void move(State from, State to, String type) {
        check(state == from, type + " when the stream is " + state);
        state = to;
    }

    private JsonNode read(String json) {
        try {
            return Json.read(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("event " + event + ": not JSON: " + json, e);
        }
    }

    private void check(boolean right, String problem) {
        if (!right) {
            throw new AssertionError("event " + event + ": " + problem);
        }
    }
}
