package io.infiniproxy.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infiniproxy.testing.Connection;
import io.infiniproxy.testing.Script;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A backend that keeps a ledger of what it serves. The last message of a request is the request's name, and the seed of its
 * answer: most are good, streamed with pauses; some break off, some are errors, some tell no usage.
 */
final class LedgerBackend implements Script {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_PAUSE_US = 4_000;

    private final Map<String, Served> served = new ConcurrentHashMap<>();

    /** Returns what was served, by the names of the requests. */
    Map<String, Served> ledger() {
        return served;
    }

    @Override
    public void run(Connection connection) throws Exception {
        JsonNode request = JSON.readTree(connection.request().body());
        String name = name(request);
        Random random = new Random(name.hashCode());
        int kind = random.nextInt(100);
        if (kind < 4) {
            served.put(name, new Served(0, 0, 0, true, true));
            connection.json(500, "{\"error\":{\"message\":\"The torture wants it\"}}");
            return;
        }
        int words = 1 + random.nextInt(40);
        boolean reports = kind >= 8;
        boolean breaks = kind >= 96;
        Served all = new Served(20 + random.nextInt(2_000), words, random.nextInt(20), reports, !breaks);
        served.put(name, new Served(all.promptTokens(), words, all.cachedTokens(), reports, false));
        if (request.path("stream").asBoolean()) {
            stream(connection, all, random);
        } else if (!breaks) {
            pause(random);
            connection.json(200, completion(all).toString());
        }
        served.put(name, all);
    }

    private static String name(JsonNode request) {
        JsonNode messages = request.path("messages");
        return messages.path(messages.size() - 1).path("content").asText();
    }

    /** One that breaks off returns before the end, and so closes the connection. */
    private static void stream(Connection connection, Served served, Random random) throws IOException {
        connection.sse();
        long words = served.whole() ? served.completionTokens() : served.completionTokens() / 2;
        for (int word = 0; word < words; word++) {
            connection.event(chunk("{\"content\":\"word \"}", "null"));
            pause(random);
        }
        if (!served.whole()) {
            return;
        }
        connection.event(chunk("{}", "\"stop\""));
        if (served.reported()) {
            ObjectNode last = JSON.createObjectNode().put("model", "tortured");
            last.putArray("choices");
            last.set("usage", usage(served));
            connection.event(last.toString());
        }
        connection.done();
    }

    private static void pause(Random random) {
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(LONGEST_PAUSE_US)));
    }

    private static String chunk(String delta, String finishReason) {
        return "{\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"tortured\",\"choices\":[{\"index\":0,\"delta\":"
                + delta + ",\"finish_reason\":" + finishReason + "}]}";
    }

    private static ObjectNode completion(Served served) {
        ObjectNode completion = JSON.createObjectNode().put("id", "c").put("object", "chat.completion").put("model", "tortured");
        ObjectNode choice = completion.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        choice.putObject("message")
                .put("role", "assistant")
                .put("content", "word ".repeat((int) served.completionTokens()));
        if (served.reported()) {
            completion.set("usage", usage(served));
        }
        return completion;
    }

    private static ObjectNode usage(Served served) {
        ObjectNode usage = JSON.createObjectNode()
                .put("prompt_tokens", served.promptTokens())
                .put("completion_tokens", served.completionTokens())
                .put("total_tokens", served.promptTokens() + served.completionTokens());
        usage.putObject("prompt_tokens_details").put("cached_tokens", served.cachedTokens());
        return usage;
    }
}
