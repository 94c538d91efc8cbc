package io.infiniproxy.openai;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.json.LoneSurrogates;
import io.infiniproxy.openai.ChatCompletionChunk.BackendError;
import java.io.IOException;
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
        try (JsonParser json = Json.parser(bytes, offset, length)) {
            reader.readWhole(json);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new JsonParseException(null, "Invalid characters", e);
        }
        BackendError error = reader.tellsError() ? error(Arrays.copyOfRange(bytes, offset, offset + length)) : null;
        return reader.chunk(error);
    }

    private void readWhole(JsonParser json) throws IOException {
        if (json.nextToken() == JsonToken.START_OBJECT) {
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                readMember(name, json);
            }
        } else {
            json.skipChildren();
        }
        Json.expectEnd(json);
    }

    private void readMember(String name, JsonParser json) throws IOException {
        switch (name) {
            case "model" -> model = Json.textOrNull(json);
            case "choices" -> readChoices(json);
            case "usage" -> usage = Json.treeOrNull(json);
            case "error" -> {
                hasError = !json.hasToken(JsonToken.VALUE_NULL);
                json.skipChildren();
            }
            default -> json.skipChildren();
        }
    }

    /** The choice with index 0; others are not ours ({@code n > 1} is never asked for). */
    private void readChoices(JsonParser json) throws IOException {
        hasChoices = true;
        choice = ChoiceReader.NONE;
        if (!json.isExpectedStartArrayToken()) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            ChoiceReader next = ChoiceReader.read(json);
            choice = choice == ChoiceReader.NONE && next.index() == 0 ? next : choice;
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
