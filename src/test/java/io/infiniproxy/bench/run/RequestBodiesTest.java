package io.infiniproxy.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.anthropic.MessagesRequestReader;
import io.infiniproxy.bench.AskedAnswer;
import io.infiniproxy.bench.load.Api;
import io.infiniproxy.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The same conversation in both APIs. */
class RequestBodiesTest {
    private static final AskedAnswer ANSWER = new AskedAnswer(20, 0);
    private static final int MEGABYTE = 1_000_000;

    @Test
    void writesASmallRequest() throws Exception {
        MessagesRequest messages = MessagesRequestReader.read(RequestBodies.small(Api.MESSAGES, ANSWER.model(), true));
        JsonNode chat = Json.read(RequestBodies.small(Api.CHAT, ANSWER.model(), true));
        assertThat(messages.model()).isEqualTo(chat.path("model").asText()).isEqualTo("bench-20");
        assertThat(messages.stream()).isTrue();
        assertThat(messages.tools()).hasSize(2);
        assertThat(chat.path("tools")).hasSize(2);
        assertThat(chat.path("messages")).hasSize(2);
    }

    @Test
    void writesALargeOne() throws Exception {
        byte[] messages = RequestBodies.large(Api.MESSAGES, ANSWER.model(), false, MEGABYTE);
        byte[] chat = RequestBodies.large(Api.CHAT, ANSWER.model(), false, MEGABYTE);
        assertThat(messages.length).isBetween(MEGABYTE, MEGABYTE * 11 / 10);
        assertThat(chat.length).isBetween(MEGABYTE, MEGABYTE * 11 / 10);
        assertThat(MessagesRequestReader.read(messages).messages()).hasSize(Json.read(chat).path("messages").size() - 1);
        String text = new String(chat, StandardCharsets.UTF_8);
        for (String escapedOrForeign : new String[] {"\\n\\t\\t", "\\\"", "闰年", "👍"}) {
            assertThat(text.contains(escapedOrForeign)).as(escapedOrForeign).isTrue();
        }
    }
}
