package io.infiniproxy.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.json.JsonCursor;
import io.infiniproxy.json.LoneSurrogates;
import io.infiniproxy.openai.ChatCompletionChunk.BackendError;
import java.util.Arrays;

/**
 * Reads chunks and whole completions of any backend that calls itself OpenAI-compatible: what has an unexpected type
 * counts as missing, and what is not known is ignored. It goes over the text once, and makes trees only of what comes once in an
 * answer. A character may be cut in two between chunks: in the texts of the answer the halves stay as they are.
 */
public final class ChatCompletionChunkReader {
    private String model;
    private JsonNode usage;
    private boolean hasChoices;
    private boolean hasError;
    private ChoiceReader choice = ChoiceReader.NONE;

    private ChatCompletionChunkReader() {}

    /**
     * Reads a whole body.
     *
     * @throws JsonProcessingException if it is not JSON
     */
    public static ChatCompletionChunk read(byte[] json) throws JsonProcessingException {
        return read(json, 0, json.length);
    }

    /**
     * Reads the {@code data:} of an event, which stands in these bytes.
     *
     * @throws JsonProcessingException if it is not JSON
     */
    public static ChatCompletionChunk read(byte[] bytes, int offset, int length) throws JsonProcessingException {
        ChatCompletionChunkReader reader = new ChatCompletionChunkReader();
        reader.readWhole(new JsonCursor(bytes, offset, length));
        BackendError error = reader.tellsError() ? error(Arrays.copyOfRange(bytes, offset, offset + length)) : null;
        return reader.chunk(error);
    }

    private void readWhole(JsonCursor json) throws JsonProcessingException {
        if (!json.isAtEnd() && json.enterObject()) {
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                readMember(name, json);
            }
        }
        json.expectEnd();
    }

    private void readMember(String name, JsonCursor json) throws JsonProcessingException {
        switch (name) {
            case "model" -> model = json.textOrNull();
            case "choices" -> readChoices(json);
            case "usage" -> usage = json.treeOrNull();
            case "error" -> {
                hasError = !json.isNull();
                json.skip();
            }
            default -> json.skip();
        }
    }

    /** The choice with index 0; others are not ours ({@code n > 1} is never asked for). */
    private void readChoices(JsonCursor json) throws JsonProcessingException {
        hasChoices = true;
        choice = ChoiceReader.NONE;
        if (json.enterArray()) {
            while (json.nextElement()) {
                ChoiceReader next = ChoiceReader.read(json);
                choice = choice == ChoiceReader.NONE && next.index() == 0 ? next : choice;
            }
        }
    }

    /** An error instead of the choices, beside them, or in one. */
    private boolean tellsError() {
        return hasError || !hasChoices || choice.hasError();
    }

    private static BackendError error(byte[] json) throws JsonProcessingException {
        JsonNode chunk = Json.read(json);
        if (chunk.hasNonNull("error") || !chunk.has("choices")) {
            return BackendErrorReader.read(chunk);
        }
        for (JsonNode choice : chunk.path("choices")) {
            if (choice.path("index").asInt(0) == 0) {
                return BackendErrorReader.read(choice);
            }
        }
        return null;
    }

    private ChatCompletionChunk chunk(BackendError error) {
        DeltaReader delta = choice.delta();
        return new ChatCompletionChunk(
                replaced(model),
                delta.reasoning(),
                delta.reasoningDetails(),
                delta.content(),
                replaced(delta.refusal()),
                delta.toolCalls(),
                replaced(choice.finishReason()),
                replaced(choice.stopReason()),
                CompletionUsageReader.read(usage != null && usage.isObject() ? usage : choice.usage()),
                error,
                choice.isObject());
    }

    private static String replaced(String text) {
        return text == null ? null : LoneSurrogates.replace(text);
    }
}
