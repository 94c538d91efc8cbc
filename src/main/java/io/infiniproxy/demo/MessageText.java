package io.infiniproxy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The text of a message: its content as a string, or its text parts, without what a client slipped in. */
final class MessageText {
    /** Claude Code puts these into user texts and tool results; no user wrote them. */
    private static final Pattern REMINDER = Pattern.compile("(?s)<system-reminder>.*?(?:</system-reminder>|\\z)");

    private MessageText() {}

    static String of(JsonNode message) {
        JsonNode content = message.path("content");
        String text = content.isArray() ? joinParts(content) : content.asText("");
        return REMINDER.matcher(text).replaceAll("").strip();
    }

    /** Cuts a text that is quoted, and says so with an ellipsis. */
    static String shorten(String text, int maxCharacters) {
        if (text.codePointCount(0, text.length()) <= maxCharacters) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, maxCharacters)).stripTrailing() + "…";
    }

    private static String joinParts(JsonNode parts) {
        return StreamSupport.stream(parts.spliterator(), false)
                .filter(part -> part.path("type").asText().equals("text"))
                .map(part -> part.path("text").asText(""))
                .collect(Collectors.joining("\n"));
    }
}
