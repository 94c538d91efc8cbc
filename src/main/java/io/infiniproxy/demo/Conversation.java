package io.infiniproxy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What the demo looks at in a conversation: what the user said last, and the tool results that came after it. */
record Conversation(String lastUserText, List<String> toolResults) {
    static Conversation of(JsonNode messages) {
        var spoken = StreamSupport.stream(messages.spliterator(), false)
                .filter(Conversation::isSpoken)
                .toList();
        return new Conversation(lastUserText(spoken).orElse(""), lastToolResults(spoken));
    }

    boolean endsWithToolResults() {
        return !toolResults.isEmpty();
    }

    /** Clients add reminders to what the user says, also as messages of their own, also after tool results. */
    private static boolean isSpoken(JsonNode message) {
        return switch (message.path("role").asText()) {
            case "system", "developer" -> false;
            case "user" -> !MessageText.of(message).isBlank();
            default -> true;
        };
    }

    private static Optional<String> lastUserText(List<JsonNode> messages) {
        return messages.reversed().stream()
                .filter(message -> hasRole(message, "user"))
                .map(MessageText::of)
                .findFirst();
    }

    private static List<String> lastToolResults(List<JsonNode> messages) {
        return messages.reversed().stream()
                .takeWhile(message -> hasRole(message, "tool"))
                .map(MessageText::of)
                .toList()
                .reversed();
    }

    private static boolean hasRole(JsonNode message, String role) {
        return message.path("role").asText().equals(role);
    }
}
