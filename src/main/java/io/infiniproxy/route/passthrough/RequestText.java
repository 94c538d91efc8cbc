package io.infiniproxy.route.passthrough;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import java.util.ArrayList;
import java.util.List;

/** The texts of an OpenAI client's request that make its input, to count them where the backend does not. */
final class RequestText {
    private RequestText() {}

    static List<String> of(byte[] body) {
        List<String> texts = new ArrayList<>();
        try {
            JsonNode request = Json.read(body);
            for (String name : List.of("messages", "prompt", "input", "instructions", "tools")) {
                add(request.path(name), texts);
            }
        } catch (JsonProcessingException e) {
            // the request was readable when it came; there is nothing to count otherwise
        }
        return texts;
    }

    /** Images and files in base64 are no text. */
    private static void add(JsonNode node, List<String> texts) {
        if (node.isTextual() && !node.textValue().startsWith("data:")) {
            texts.add(node.textValue());
        }
        node.forEach(child -> add(child, texts));
    }
}
