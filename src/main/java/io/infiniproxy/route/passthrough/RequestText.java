package io.infiniproxy.route.passthrough;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What makes the input of an OpenAI client's request, to count it where the backend does not.
 *
 * @param tokenIds how many tokens the client gives by their numbers, as it has cut the text itself
 * @see <a href="https://platform.openai.com/docs/api-reference/completions/create">Create completion: prompt</a>
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings/create">Create embeddings: input</a>
 */
record RequestText(List<String> texts, long tokenIds) {

    static RequestText of(byte[] body) {
        List<String> texts = new ArrayList<>();
        long tokenIds = 0;
        try {
            JsonNode request = Json.read(body);
            for (String name : List.of("messages", "prompt", "input", "instructions", "tools")) {
                add(request.path(name), texts);
            }
            tokenIds = tokenIds(request.path("prompt")) + tokenIds(request.path("input"));
        } catch (JsonProcessingException e) {
            // the request was readable when it came; there is nothing to count otherwise
        }
        return new RequestText(texts, tokenIds);
    }

    /** Returns the tokens of it all, where {@code counter} counts those of a text. */
    long tokens(ToLongFunction<String> counter) {
        return tokenIds + texts.stream().mapToLong(counter).sum();
    }

    /** Images and files in base64 are no text. */
    private static void add(JsonNode node, List<String> texts) {
        if (node.isTextual() && !node.textValue().startsWith("data:")) {
            texts.add(node.textValue());
        }
        node.forEach(child -> add(child, texts));
    }

    /** They stand in an array, or in arrays of an array; numbers elsewhere mean something else. */
    private static long tokenIds(JsonNode node) {
        long ids = 0;
        if (node.isArray()) {
            for (JsonNode element : node) {
                ids += element.isNumber() ? 1 : tokenIds(element);
            }
        }
        return ids;
    }
}
