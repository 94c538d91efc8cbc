package io.infiniproxy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** {@code POST /v1/embeddings}: the same text gets the same small vector. */
final class Embeddings implements Endpoint {
    private static final int DEFAULT_DIMENSIONS = 16;
    private static final int MAX_DIMENSIONS = 4096;

    @Override
    public void answer(DemoExchange exchange) throws IOException {
        exchange.json(200, embed(exchange.readObject()));
    }

    ObjectNode embed(JsonNode request) {
        var inputs = inputs(request.path("input"));
        int dimensions = dimensions(request);
        boolean base64 = request.path("encoding_format").asText().equals("base64");
        var list = Json.object().put("object", "list");
        var data = list.putArray("data");
        for (int i = 0; i < inputs.size(); i++) {
            float[] vector = EmbeddingVector.of(inputs.get(i), dimensions);
            data.add(embedding(i, base64 ? base64(vector) : numbers(vector)));
        }
        list.put("model", request.path("model").asText(Models.DEMO));
        list.set("usage", usage(inputs));
        return list;
    }

    /** One text, several, one text as token numbers, or several of those. */
    private static List<String> inputs(JsonNode input) {
        boolean several = input.isArray() && !input.isEmpty() && !input.get(0).isNumber();
        if (several) {
            var inputs = new ArrayList<String>();
            input.forEach(each -> inputs.add(input(each)));
            return inputs;
        }
        return List.of(input(input));
    }

    private static String input(JsonNode input) {
        if (input.isTextual()) {
            return input.asText();
        }
        if (input.isArray() && !input.isEmpty()) {
            return input.toString();
        }
        throw RejectedRequestException.invalid("input", "input: expected a text or an array of texts, got " + input);
    }

    private static int dimensions(JsonNode request) {
        int dimensions = request.path("dimensions").asInt(DEFAULT_DIMENSIONS);
        if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
            throw RejectedRequestException.invalid(
                    "dimensions", "dimensions: expected 1 to " + MAX_DIMENSIONS + ", got " + dimensions);
        }
        return dimensions;
    }

    private static ObjectNode embedding(int index, JsonNode vector) {
        var embedding = Json.object().put("object", "embedding").put("index", index);
        embedding.set("embedding", vector);
        return embedding;
    }

    private static JsonNode numbers(float[] vector) {
        var numbers = Json.array();
        for (float value : vector) {
            numbers.add(value);
        }
        return numbers;
    }

    /** 32-bit floats, little endian: what the OpenAI SDKs ask for unless told otherwise. */
    private static JsonNode base64(float[] vector) {
        var bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Json.MAPPER.getNodeFactory().textNode(Base64.getEncoder().encodeToString(bytes.array()));
    }

    private static ObjectNode usage(List<String> inputs) {
        int tokens = inputs.stream().mapToInt(TokenCount::of).sum();
        return Json.object().put("prompt_tokens", tokens).put("total_tokens", tokens);
    }
}
