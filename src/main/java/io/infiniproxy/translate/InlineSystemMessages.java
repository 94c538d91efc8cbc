package io.infiniproxy.translate;

import io.infiniproxy.openai.ChatMessage;
import io.infiniproxy.openai.ChatMessage.ContentPart;
import io.infiniproxy.openai.ChatMessage.ContentPart.TextPart;
import io.infiniproxy.openai.ChatMessage.SystemMessage;
import io.infiniproxy.openai.ChatMessage.ToolMessage;
import io.infiniproxy.openai.ChatMessage.UserMessage;
import io.infiniproxy.profile.BackendProfile.InlineSystem;
import java.util.ArrayList;
import java.util.List;

/**
 * System messages in the middle of a conversation, which many chat templates refuse. They never move to the front: that would
 * change the start of the conversation in every turn, and no prefix cache would hit.
 *
 * @see <a href="https://github.com/ollama/ollama/issues/17774">ollama#17774: refused by a chat template</a>
 * @see <a href="https://github.com/ollama/ollama/issues/18431">ollama#18431: moved to the front, they defeat the cache</a>
 */
final class InlineSystemMessages {
    private InlineSystemMessages() {}

    /** Returns the messages with one system message at most, at the start; or as they are, where the backend takes them. */
    static List<ChatMessage> place(List<ChatMessage> messages, InlineSystem rule) {
        if (rule == InlineSystem.KEEP) {
            return messages;
        }
        List<ChatMessage> placed = new ArrayList<>(messages.size());
        for (ChatMessage message : messages) {
            if (message instanceof SystemMessage(List<ContentPart> text) && !placed.isEmpty()) {
                placed.addAll(place(text(text), placed.removeLast(), rule));
            } else {
                placed.add(message);
            }
        }
        return placed;
    }

    private static List<ChatMessage> place(CharSequence text, ChatMessage before, InlineSystem rule) {
        if (before instanceof SystemMessage(List<ContentPart> first)) {
            return List.of(new SystemMessage(appended(first, text)));
        }
        String reminder = "<system-reminder>\n" + text + "\n</system-reminder>";
        UserMessage own = new UserMessage(List.of(new TextPart(reminder)));
        if (rule == InlineSystem.USER) {
            return List.of(before, own);
        }
        return switch (before) {
            case UserMessage(List<ContentPart> parts) -> List.of(new UserMessage(appended(parts, reminder)));
            case ToolMessage(String id, List<ContentPart> parts) -> List.of(new ToolMessage(id, appended(parts, reminder)));
            default -> List.of(before, own);
        };
    }

    private static CharSequence text(List<ContentPart> system) {
        return ((TextPart) system.getFirst()).text();
    }

    /** One text stays one text, so that the content can be a string; it keeps its mark. */
    private static List<ContentPart> appended(List<ContentPart> parts, CharSequence text) {
        List<ContentPart> appended = new ArrayList<>(parts);
        if (appended.getLast() instanceof TextPart(CharSequence before, ChatMessage.CacheControl mark)) {
            appended.removeLast();
            appended.add(new TextPart(before + "\n\n" + text, mark));
        } else {
            appended.add(new TextPart(text));
        }
        return appended;
    }
}
