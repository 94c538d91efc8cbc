package io.infiniproxy.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.openai.ChatCompletionChunk.ToolCallDelta;
import java.io.IOException;

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

    private PassingEventReader() {}

    /** Returns what stands in these bytes, or null when it is no JSON. */
    public static PassingEvent readOrNull(byte[] bytes, int offset, int length) {
        PassingEventReader reader = new PassingEventReader();
        try (JsonParser json = Json.parser(bytes, offset, length)) {
            json.nextToken();
            reader.readObject(json);
            Json.expectEnd(json);
        } catch (IOException e) {
            return null;
        }
        return reader.event();
    }

    private void readObject(JsonParser json) throws IOException {
        if (!json.isExpectedStartObjectToken()) {
            json.skipChildren();
            return;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            readMember(name, json);
        }
    }

    private void readMember(String name, JsonParser json) throws IOException {
        switch (name) {
            case "type" -> type = Json.textOrNull(json);
            case "model" -> model = Json.textOrNull(json);
            case "delta" -> delta = Json.textOrNull(json);
            case "usage" -> {
                hasUsage = true;
                usage = Json.treeOrNull(json);
            }
            case "choices" -> readChoices(json);
            case "response" -> {
                response = json.isExpectedStartObjectToken() ? new PassingEventReader() : null;
                readResponse(json);
            }
            default -> json.skipChildren();
        }
    }

    private void readResponse(JsonParser json) throws IOException {
        if (response == null) {
            json.skipChildren();
        } else {
            response.readObject(json);
        }
    }

    /** The text of the first choice is what is counted where the backend does not say how much it was. */
    private void readChoices(JsonParser json) throws IOException {
        hasChoices = true;
        choice = ChoiceReader.NONE;
        if (!json.isExpectedStartArrayToken()) {
            json.skipChildren();
            return;
        }
        hasNoChoices = true;
        while (json.nextToken() != JsonToken.END_ARRAY) {
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
