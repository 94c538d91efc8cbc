package io.infiniproxy.route.passthrough;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.infiniproxy.json.Json;
import java.io.IOException;
import java.util.Set;

/**
 * How many tokens the input of an OpenAI client's request has, where the backend does not say, or before it does. In one go over the
 * text: neither a tree nor a string is made of a long conversation.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/completions/create">Create completion: prompt</a>
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings/create">Create embeddings: input</a>
 */
final class RequestText {
    private static final Set<String> INPUT = Set.of("messages", "prompt", "input", "instructions", "tools");
    /** A client may have cut these texts itself, and give the numbers of the tokens. */
    private static final Set<String> MAY_BE_IDS = Set.of("prompt", "input");

    private static final char[] DATA_URL = "data:".toCharArray();

    private final TextTokens counter;
    private long tokens;

    /** Counts the tokens of a text, which stands in these characters. */
    @FunctionalInterface
    interface TextTokens {
        long of(char[] text, int offset, int length);
    }

    private RequestText(TextTokens counter) {
        this.counter = counter;
    }

    /** Returns the tokens of a body that was readable when it came. */
    static long tokens(byte[] body, TextTokens counter) {
        RequestText text = new RequestText(counter);
        try (JsonParser json = Json.parser(body, 0, body.length)) {
            text.readRequest(json);
        } catch (IOException e) {
            // the request was readable when it came; there is nothing to count otherwise
        }
        return text.tokens;
    }

    private void readRequest(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (INPUT.contains(name)) {
                readValue(json, MAY_BE_IDS.contains(name) && value == JsonToken.START_ARRAY);
            } else {
                json.skipChildren();
            }
        }
    }

    /** Ids stand in an array, or in arrays of an array; numbers elsewhere mean something else. */
    private void readValue(JsonParser json, boolean mayBeId) throws IOException {
        switch (json.currentToken()) {
            case VALUE_STRING -> readText(json);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> tokens += mayBeId ? 1 : 0;
            case START_ARRAY -> {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    readValue(json, mayBeId);
                }
            }
            case START_OBJECT -> {
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    json.nextToken();
                    readValue(json, false);
                }
            }
            default -> {
                // true, false and null have no text
            }
        }
    }

    /** Images and files in base64 are no text. */
    private void readText(JsonParser json) throws IOException {
        char[] text = json.getTextCharacters();
        int offset = json.getTextOffset();
        int length = json.getTextLength();
        if (!isDataUrl(text, offset, length)) {
            tokens += counter.of(text, offset, length);
        }
    }

    private static boolean isDataUrl(char[] text, int offset, int length) {
        boolean is = length >= DATA_URL.length;
        for (int i = 0; is && i < DATA_URL.length; i++) {
            is = text[offset + i] == DATA_URL[i];
        }
        return is;
    }
}
