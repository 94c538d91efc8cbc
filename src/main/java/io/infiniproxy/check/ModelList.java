package io.infiniproxy.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;

/** The models that an API lists. */
public record ModelList(CheckClient client, URI url, String key, Advice advice) {

    /** Returns the name of the first one; nothing when there is none, or no such list. */
    public Optional<String> first() throws IOException {
        HttpResponse<byte[]> response = client.get(url, key);
        return switch (response.statusCode()) {
            case 200 -> Optional.of(read(response.body()).at("/data/0/id").asText()).filter(name -> !name.isEmpty());
            case 404, 405, 501 -> Optional.empty();
            default -> throw UnusableAnswerException.of(response, advice);
        };
    }

    private JsonNode read(byte[] body) throws UnusableAnswerException {
        try {
            return Json.read(body);
        } catch (JsonProcessingException e) {
            throw new UnusableAnswerException(advice.words().get("noModelList", advice.ofStatus(200)));
        }
    }
}
