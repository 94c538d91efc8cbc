package io.infiniproxy.route.passthrough;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.infiniproxy.json.JsonOutline;
import io.infiniproxy.json.RawString;
import java.io.IOException;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * How many tokens the input of an OpenAI client's request has, where the backend does not say, or before it does. In one go over
 * its outline: neither a tree nor a string is made of a long conversation.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/completions/create">Create completion: prompt</a>
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings/create">Create embeddings: input</a>
 */
final class RequestText {
    private static final Set<String> INPUT = Set.of("messages", "prompt", "input", "instructions", "tools");
    /** A client may have cut these texts itself, and give the numbers of the tokens. */
    private static final Set<String> MAY_BE_IDS = Set.of("prompt", "input");

    private static final String DATA_URL = "data:";

    private final JsonOutline outline;
    private final ToLongFunction<CharSequence> counter;
    private long tokens;

    private RequestText(JsonOutline outline, ToLongFunction<CharSequence> counter) {
        this.outline = outline;
        this.counter = counter;
    }

    /** Returns the tokens of a body that was readable when it came; {@code counter} says how many a text has. */
    static long tokens(JsonOutline body, ToLongFunction<CharSequence> counter) {
        RequestText text = new RequestText(body, counter);
        try (JsonParser json = body.parser()) {
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
        CharSequence text = outline.text(json);
        if (!RawString.startsWith(text, DATA_URL)) {
            tokens += counter.applyAsLong(text);
        }
    }
}
