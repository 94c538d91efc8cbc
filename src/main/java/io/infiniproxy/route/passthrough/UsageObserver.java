package io.infiniproxy.route.passthrough;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.json.JsonText;
import io.infiniproxy.openai.ChatCompletionChunk;
import io.infiniproxy.openai.ChatCompletionChunk.ToolCallDelta;
import io.infiniproxy.openai.ChatCompletionChunkReader;
import io.infiniproxy.openai.CompletionUsage;
import io.infiniproxy.openai.CompletionUsageReader;

/**
 * Reads what passes by: the usage under any of its names, the model, and the text, to count it where there is no usage. What
 * cannot be read is not an error here. Not thread-safe.
 */
final class UsageObserver {
    private final StringBuilder outputText = new StringBuilder();
    private CompletionUsage usage;
    private String model;
    private boolean finished;

    /** Reads a whole body or the data of one event; returns its tree, or null when it is no JSON. */
    JsonNode see(byte[] json) {
        try {
            JsonNode node = Json.read(json);
            see(node);
            return node;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** Returns the last usage seen, or null. */
    CompletionUsage usage() {
        return usage;
    }

    /** Returns the model that has answered, or null. */
    String model() {
        return model;
    }

    /** Whether a choice has said why it ended. */
    boolean isFinished() {
        return finished;
    }

    String outputText() {
        return outputText.toString();
    }

    private void see(JsonNode node) {
        // an event of the Responses API holds the whole response at its end
        JsonNode root = node.path("response").isObject() ? node.path("response") : node;
        CompletionUsage seen = CompletionUsageReader.read(root.path("usage"));
        usage = seen == null ? usage : seen;
        model = root.path("model").isTextual() ? root.path("model").textValue() : model;
        if (node.has("choices")) {
            seeChoice(node);
        } else if (JsonText.of(node.path("delta")) != null) {
            outputText.append(node.path("delta").textValue());
        }
    }

    private void seeChoice(JsonNode node) {
        ChatCompletionChunk chunk = ChatCompletionChunkReader.read(node);
        usage = chunk.usage() == null ? usage : chunk.usage();
        finished |= chunk.finishReason() != null;
        append(chunk.reasoning());
        append(chunk.content());
        append(JsonText.of(node.path("choices").path(0).path("text")));
        for (ToolCallDelta call : chunk.toolCalls()) {
            append(call.name());
            append(call.arguments());
        }
    }

    private void append(String text) {
        if (text != null) {
            outputText.append(text);
        }
    }
}
