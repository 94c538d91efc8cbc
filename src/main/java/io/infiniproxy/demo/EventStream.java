package io.infiniproxy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Server-sent events as OpenAI sends them: each at once, the last one {@code [DONE]}. */
final class EventStream {
    private final OutputStream out;

    EventStream(OutputStream out) {
        this.out = out;
    }

    void send(Iterable<? extends JsonNode> events) throws IOException {
        for (JsonNode event : events) {
            data(event.toString());
        }
        data("[DONE]");
    }

    private void data(String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
