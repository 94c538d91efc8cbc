package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A backend's stream of text, reasoning and tool calls, in pieces that are mixed at random. */
final class RandomAnswer {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String[] PIECES = {"a", "Hello ", "\n\nx", "日本", "👩‍👩‍👧", "\"q\"", "\\", "{", "}", " [b] ", "é"};
    private static final String[] LINE_ENDS = {"\n", "\r\n", "\r"};

    /** How a backend tells its calls apart. */
    private enum Numbering {
        INDEX_AND_ID,
        INDEX_ONLY,
        INDEX_AND_ID_IN_EVERY_PIECE,
        ID_IN_EVERY_PIECE,
        ID_IN_EVERY_PIECE_AND_INDEX_ZERO
    }

    /** A call that is sent. */
    record Call(String name, JsonNode input) {}

    private final Random random;
    private final Numbering numbering;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final List<Call> calls = new ArrayList<>();
    private final Map<String, JsonNode> extraContents = new HashMap<>();
    private final List<JsonNode> deltas = new ArrayList<>();
    private final List<Deque<ObjectNode>> unsent = new ArrayList<>();

    RandomAnswer(Random random) {
        this.random = random;
        this.numbering = Numbering.values()[random.nextInt(Numbering.values().length)];
        int steps = random.nextInt(25);
        for (int i = 0; i < steps; i++) {
            step();
        }
        while (!unsent.isEmpty()) {
            sendPieceOfCall();
        }
    }

    String text() {
        return text.toString();
    }

    String reasoning() {
        return reasoning.toString();
    }

    List<Call> calls() {
        return calls;
    }

    /** Returns what came beside the calls, by their ids. */
    Map<String, JsonNode> extraContents() {
        return extraContents;
    }

    /** Returns the stream, with line ends of any kind, comments and empty deltas in it. */
    byte[] bytes() {
        String lineEnd = LINE_ENDS[random.nextInt(LINE_ENDS.length)];
        StringBuilder stream = new StringBuilder();
        for (JsonNode delta : deltas) {
            stream.append(random.nextInt(5) == 0 ? ": comment" + lineEnd + lineEnd : "");
            append(stream, chunk(delta, null), lineEnd);
        }
        append(stream, chunk(NODES.objectNode(), calls.isEmpty() ? "stop" : "tool_calls"), lineEnd);
        stream.append("data: [DONE]").append(lineEnd).append(lineEnd);
        return stream.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder stream, JsonNode chunk, String lineEnd) {
        stream.append("data: ").append(chunk).append(lineEnd).append(lineEnd);
    }

    private static JsonNode chunk(JsonNode delta, String finishReason) {
        ObjectNode choice = NODES.objectNode().put("index", 0).put("finish_reason", finishReason);
        choice.set("delta", delta);
        ObjectNode chunk = NODES.objectNode();
        chunk.putArray("choices").add(choice);
        return chunk;
    }

    private void step() {
        switch (random.nextInt(5)) {
            case 0 -> deltas.add(NODES.objectNode().put("content", piece(text)));
            case 1 -> deltas.add(NODES.objectNode().put("reasoning_content", piece(reasoning)).put("content", ""));
            case 2 -> deltas.add(
                    NODES.objectNode().put("reasoning", piece(reasoning)).put("content", piece(text)));
            case 3 -> beginCall();
            default -> sendPieceOfCall();
        }
    }

    private String piece(StringBuilder whole) {
        String piece = PIECES[random.nextInt(PIECES.length)];
        whole.append(piece);
        return piece;
    }

    private void beginCall() {
        ObjectNode input = NODES.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            input.put("k" + i + PIECES[random.nextInt(PIECES.length)], PIECES[random.nextInt(PIECES.length)]);
        }
        int number = calls.size();
        calls.add(new Call("Tool" + number, input));
        Deque<ObjectNode> pieces = new ArrayDeque<>();
        String arguments = input.toString();
        pieces.add(toolCall(number, true, ""));
        if (numbering != Numbering.INDEX_ONLY && random.nextBoolean()) {
            JsonNode extraContent = NODES.objectNode().set("google", NODES.objectNode().put("thought_signature", "s" + number));
            pieces.getFirst().set("extra_content", extraContent);
            extraContents.put("call_number_" + number, extraContent);
        }
        while (!arguments.isEmpty()) {
            int length = Math.min(arguments.length(), random.nextInt(1, 12));
            length += Character.isHighSurrogate(arguments.charAt(length - 1)) ? 1 : 0;
            pieces.add(toolCall(number, false, arguments.substring(0, length)));
            arguments = arguments.substring(length);
        }
        unsent.add(pieces);
        send(pieces);
    }

    private ObjectNode toolCall(int number, boolean first, String arguments) {
        ObjectNode call = NODES.objectNode();
        switch (numbering) {
            case INDEX_AND_ID, INDEX_ONLY, INDEX_AND_ID_IN_EVERY_PIECE -> call.put("index", number);
            case ID_IN_EVERY_PIECE_AND_INDEX_ZERO -> call.put("index", 0);
            case ID_IN_EVERY_PIECE -> {}
        }
        boolean withId = first ? numbering != Numbering.INDEX_ONLY : numbering.name().contains("EVERY_PIECE");
        if (withId) {
            call.put("id", "call_number_" + number);
        }
        ObjectNode function = call.putObject("function");
        if (first) {
            function.put("name", "Tool" + number);
        }
        function.put("arguments", arguments);
        return call;
    }

    private void sendPieceOfCall() {
        if (!unsent.isEmpty()) {
            send(unsent.get(random.nextInt(unsent.size())));
        }
    }

    private void send(Deque<ObjectNode> pieces) {
        ObjectNode delta = NODES.objectNode();
        ArrayNode toolCalls = delta.putArray("tool_calls");
        toolCalls.add(pieces.removeFirst());
        if (random.nextBoolean() && !pieces.isEmpty()) {
            toolCalls.add(pieces.removeFirst());
        }
        deltas.add(delta);
        unsent.removeIf(Deque::isEmpty);
    }
}
