package io.infiniproxy.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Optional;

/** The models that an API lists. */
record ModelList(CheckClient client, URI url, String key) {

    /** Returns the name of the first one; nothing when there is no such list. */
    Optional<String> first() throws IOException {
        HttpResponse<byte[]> response = client.get(url, key);
        if (response.statusCode() != 200) {
            return Optional.empty();
        }
        JsonNode id = Json.read(response.body()).at("/data/0/id");
        return Optional.of(id.asText()).filter(name -> !name.isEmpty());
    }
}
