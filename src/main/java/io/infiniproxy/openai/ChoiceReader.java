package io.infiniproxy.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.infiniproxy.json.Json;
import java.io.IOException;

/** Reads one of a chunk's {@code choices}. */
final class ChoiceReader {
    /** Where there is no choice. */
    static final ChoiceReader NONE = new ChoiceReader(false);

    private final boolean isObject;
    private int index;
    private DeltaReader delta;
    private DeltaReader message;
    private String finishReason;
    private String stopReason;
    private String text;
    private JsonNode usage;
    private boolean hasError;

    private ChoiceReader(boolean isObject) {
        this.isObject = isObject;
    }

    /** Reads the value that the parser is at, to its end. */
    static ChoiceReader read(JsonParser json) throws IOException {
        ChoiceReader choice = new ChoiceReader(json.isExpectedStartObjectToken());
        if (!choice.isObject) {
            json.skipChildren();
            return choice;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            choice.readMember(name, json);
        }
        return choice;
    }

    private void readMember(String name, JsonParser json) throws IOException {
        switch (name) {
            case "index" -> index = index(json);
            case "delta" -> delta = DeltaReader.readOrNull(json);
            case "message" -> message = DeltaReader.readOrNull(json);
            case "finish_reason" -> finishReason = Json.textOrNull(json);
            case "text" -> text = Json.textOrNull(json);
            case "stop_reason" -> stopReason = Json.textOrNull(json);
            case "usage" -> usage = Json.treeOrNull(json);
            case "error" -> {
                hasError = !json.hasToken(JsonToken.VALUE_NULL);
                json.skipChildren();
            }
            default -> json.skipChildren();
        }
    }

    private static int index(JsonParser json) throws IOException {
        JsonNode index = json.hasToken(JsonToken.VALUE_NUMBER_INT) && json.getNumberType() == JsonParser.NumberType.INT
                ? null
                : Json.treeOrNull(json);
        return index == null ? json.getValueAsInt(0) : index.asInt(0);
    }

    boolean isObject() {
        return isObject;
    }

    int index() {
        return index;
    }

    /** Some relays put a whole message into a stream's chunk. */
    DeltaReader delta() {
        DeltaReader given = delta == null ? message : delta;
        return given == null ? DeltaReader.NONE : given;
    }

    /** Returns why the choice ends; null while it does not, also where a backend says {@code ""} or {@code "null"}. */
    String finishReason() {
        return finishReason == null || finishReason.isEmpty() || finishReason.equals("null") ? null : finishReason;
    }

    /** Returns the text of a Completion, or null. */
    String text() {
        return text;
    }

    String stopReason() {
        return stopReason;
    }

    JsonNode usage() {
        return usage == null ? MissingNode.getInstance() : usage;
    }

    boolean hasError() {
        return hasError;
    }
}
