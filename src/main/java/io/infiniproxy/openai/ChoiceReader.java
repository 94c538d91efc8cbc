package io.infiniproxy.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.infiniproxy.json.JsonCursor;

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

    /** Reads the value that is next. */
    static ChoiceReader read(JsonCursor json) throws JsonProcessingException {
        ChoiceReader choice = new ChoiceReader(json.enterObject());
        if (choice.isObject) {
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                choice.readMember(name, json);
            }
        }
        return choice;
    }

    private void readMember(String name, JsonCursor json) throws JsonProcessingException {
        switch (name) {
            case "index" -> index = json.asInt();
            case "delta" -> delta = DeltaReader.readOrNull(json);
            case "message" -> message = DeltaReader.readOrNull(json);
            case "finish_reason" -> finishReason = json.textOrNull();
            case "text" -> text = json.textOrNull();
            case "stop_reason" -> stopReason = json.textOrNull();
            case "usage" -> usage = json.treeOrNull();
            case "error" -> {
                hasError = !json.isNull();
                json.skip();
            }
            default -> json.skip();
        }
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
