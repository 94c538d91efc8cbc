package io.infiniproxy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What stands where the model would be: decides what to answer. Same request, same answer. */
final class DemoModel {
    private static final int TOKENS_PER_MESSAGE = 3;

    /** Answers a Chat Completions request. */
    DemoAnswer answer(JsonNode request) {
        JsonNode messages = messages(request);
        int promptTokens = promptTokens(request);
        var limits = TextLimits.of(request);
        var conversation = Conversation.of(messages);
        var toolCalls = ToolCallChoice.calls(request, conversation);
        return toolCalls.isEmpty()
                ? DemoAnswer.text(limits.apply(text(request, conversation)), promptTokens)
                : DemoAnswer.calling(toolCalls, promptTokens);
    }

    /** Answers one prompt of a Completions request. */
    DemoAnswer complete(String prompt, TextLimits limits) {
        var conversation = new Conversation(prompt, List.of());
        return DemoAnswer.text(limits.apply(DemoText.about(conversation)), TokenCount.of(prompt));
    }

    private static JsonNode messages(JsonNode request) {
        JsonNode messages = request.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            String found = messages.isMissingNode() ? "nothing" : messages.toString();
            throw RejectedRequestException.invalid("messages", "messages: expected a non-empty array, got " + found);
        }
        return messages;
    }

    private static int promptTokens(JsonNode request) {
        JsonNode messages = request.path("messages");
        return TokenCount.of(messages) + TokenCount.of(request.path("tools")) + TOKENS_PER_MESSAGE * messages.size();
    }

    private static String text(JsonNode request, Conversation conversation) {
        JsonNode format = request.path("response_format");
        return switch (format.path("type").asText()) {
            case "json_schema" -> SchemaExample.of(format.path("json_schema").path("schema")).toString();
            case "json_object" -> Json.object().put("answer", DemoText.about(conversation)).toString();
            default -> DemoText.about(conversation);
        };
    }
}
