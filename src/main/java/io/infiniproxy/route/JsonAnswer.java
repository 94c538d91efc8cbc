package io.infiniproxy.route;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.infiniproxy.json.Json;
import io.infiniproxy.limits.Limits;
import io.infiniproxy.limits.LimitsJson;
import io.infiniproxy.route.stream.ClientConnection;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Answers in infiniproxy's own JSON: what is {@code userId} in Java is {@code user_id} there. */
public final class JsonAnswer {
    private static final ObjectMapper MAPPER = Json.MAPPER
            .copy()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true)
            .registerModule(new SimpleModule().addSerializer(Limits.class, new LimitsSerializer()));

    /** Limits are told just as they are set. */
    private static final class LimitsSerializer extends JsonSerializer<Limits> {
        @Override
        public void serialize(Limits limits, JsonGenerator json, SerializerProvider serializers) throws IOException {
            LimitsJson.write(limits, json);
        }
    }

    private JsonAnswer() {}

    /** Sends a record as a 200 answer. */
    public static void send(ClientConnection client, Object answer) {
        send(client, 200, Map.of(), answer);
    }

    /** Sends a record; nobody may keep the answer, for it may hold a key, and is true only now. */
    public static void send(ClientConnection client, int status, Map<String, String> moreHeaders, Object answer) {
        Map<String, String> headers = new HashMap<>(moreHeaders);
        headers.put("Content-Type", "application/json");
        headers.put("Cache-Control", "no-store");
        client.answer(status, headers, bytes(answer));
    }

    /** Returns a record as JSON. */
    public static byte[] bytes(Object answer) {
        try {
            return MAPPER.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write " + answer.getClass().getSimpleName() + " as JSON", e);
        }
    }
}
