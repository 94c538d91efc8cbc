package io.infiniproxy.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.JsonCursor;
import io.infiniproxy.openai.ChatCompletionChunk.ToolCallDelta;

/** Reads what is to be known of what passes by, in one go over its text. What cannot be read is not an error here. */
public final class PassingEventReader {
    private String type;
    private String model;
    private String delta;
    private JsonNode usage;
    private boolean hasUsage;
    private boolean hasChoices;
    private boolean hasNoChoices;
    private ChoiceReader choice = ChoiceReader.NONE;
    /** The whole response, which an event of the Responses API holds at its end. */
    private PassingEventReader response;

    private final boolean isResponse;

    private PassingEventReader(boolean isResponse) {
        this.isResponse = isResponse;
    }

    /** Returns what stands in these bytes, or null when it is no JSON. */
    public static PassingEvent readOrNull(byte[] bytes, int offset, int length) {
        PassingEventReader reader = new PassingEventReader(false);
        try {
            JsonCursor json = new JsonCursor(bytes, offset, length);
            if (!json.isAtEnd()) {
                reader.readObject(json);
            }
            json.expectEnd();
        } catch (JsonProcessingException e) {
            return null;
        }
        return reader.event();
    }

    private void readObject(JsonCursor json) throws JsonProcessingException {
        if (json.enterObject()) {
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                readMember(name, json);
            }
        }
    }

    private void readMember(String name, JsonCursor json) throws JsonProcessingException {
        switch (name) {
            case "type" -> type = json.textOrNull();
            case "model" -> model = json.textOrNull();
            case "delta" -> delta = json.textOrNull();
            case "usage" -> {
                hasUsage = true;
                usage = json.treeOrNull();
            }
            case "choices" -> readChoices(json);
            case "response" -> response = readResponseOrNull(json);
            default -> json.skip();
        }
    }

    private PassingEventReader readResponseOrNull(JsonCursor json) throws JsonProcessingException {
        if (isResponse || !json.isObject()) {
            json.skip();
            return null;
        }
        PassingEventReader read = new PassingEventReader(true);
        read.readObject(json);
        return read;
    }

    /** The text of the first choice is what is counted where the backend does not say how much it was. */
    private void readChoices(JsonCursor json) throws JsonProcessingException {
        hasChoices = true;
        choice = ChoiceReader.NONE;
        if (!json.enterArray()) {
            return;
        }
        hasNoChoices = true;
        while (json.nextElement()) {
            hasNoChoices = false;
            ChoiceReader next = ChoiceReader.read(json);
            choice = choice == ChoiceReader.NONE && next.index() == 0 ? next : choice;
        }
    }

    private PassingEvent event() {
        PassingEventReader root = response == null ? this : response;
        return new PassingEvent(
                type,
                root.model,
                usage(root),
                hasUsage,
                hasUsage && usage == null,
                hasNoChoices,
                choice.finishReason() != null,
                hasChoices ? text() : delta == null ? "" : delta);
    }

    private CompletionUsage usage(PassingEventReader root) {
        CompletionUsage ofChoice = CompletionUsageReader.read(choice.usage());
        return root.usage == null || ofChoice != null && !root.usage.isObject()
                ? ofChoice
                : CompletionUsageReader.read(root.usage);
    }

    private String text() {
        DeltaReader message = choice.delta();
        String content = message.content();
        if (content != null && message.reasoning() == null && message.toolCalls().isEmpty() && choice.text() == null) {
            return content;
        }
        StringBuilder text = new StringBuilder();
        append(message.reasoning(), text);
        append(content, text);
        append(choice.text(), text);
        for (ToolCallDelta call : message.toolCalls()) {
            append(call.name(), text);
            append(call.arguments(), text);
        }
        return text.toString();
    }

    private static void append(String piece, StringBuilder text) {
        if (piece != null) {
            text.append(piece);
        }
    }
}
