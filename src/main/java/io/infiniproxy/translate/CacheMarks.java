package io.infiniproxy.translate;

import io.infiniproxy.anthropic.CacheControl;
import io.infiniproxy.anthropic.MessageParam;
import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.openai.ChatMessage;
import io.infiniproxy.openai.ChatMessage.AssistantMessage;
import io.infiniproxy.openai.ChatMessage.ContentPart;
import io.infiniproxy.openai.ChatMessage.ContentPart.TextPart;
import io.infiniproxy.openai.ChatMessage.SystemMessage;
import io.infiniproxy.openai.ChatMessage.ToolMessage;
import io.infiniproxy.openai.ChatMessage.UserMessage;
import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.translate.Change.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Sets the client's marks for the cache, for backends that take them on texts. A turn has one at most, on the last text of its
 * last message: what is cached is all before it.
 *
 * @see <a href="https://openrouter.ai/docs/features/prompt-caching">OpenRouter: prompt caching</a>
 */
final class CacheMarks {
    private CacheMarks() {}

    /** Marks the last message, if it has a text that can be marked; says whether it has. */
    static boolean mark(List<ChatMessage> messages, CacheControl mark) {
        if (messages.isEmpty() || mark == null) {
            return false;
        }
        ChatMessage last = messages.removeLast();
        messages.add(
                switch (last) {
                    case SystemMessage(List<ContentPart> content) -> new SystemMessage(marked(content, mark));
                    case UserMessage(List<ContentPart> content) -> new UserMessage(marked(content, mark));
                    case ToolMessage(String id, List<ContentPart> content) -> new ToolMessage(id, marked(content, mark));
                    default -> last;
                });
        return !(last instanceof AssistantMessage);
    }

    /** Notes the marks that do not go out: all of them, or those outside of what the user says. */
    static void noteDropped(MessagesRequest request, BackendProfile profile, Changes changes) {
        Reason reason = profile.cacheControl()
                ? Reason.MARK_NOT_USERS
                : Reason.NO_CACHE_MARKS;
        if (!profile.cacheControl()) {
            noteDropped(request.systemCacheControl(), "system", reason, changes);
            noteDropped(request.cacheControl(), "cache_control", reason, changes);
        }
        for (int i = 0; i < request.messages().size(); i++) {
            MessageParam message = request.messages().get(i);
            if (message.cacheControl() != null && !(profile.cacheControl() && message.role().equals("user"))) {
                changes.note(Kind.CACHE_CONTROL, "messages[" + i + "]", reason);
            }
        }
    }

    private static void noteDropped(CacheControl mark, String path, Reason reason, Changes changes) {
        if (mark != null) {
            changes.note(Kind.CACHE_CONTROL, path, reason);
        }
    }

    private static List<ContentPart> marked(List<ContentPart> content, CacheControl mark) {
        List<ContentPart> marked = new ArrayList<>(content);
        for (int i = marked.size() - 1; i >= 0; i--) {
            if (marked.get(i) instanceof TextPart text) {
                marked.set(i, new TextPart(text.text(), new ChatMessage.CacheControl(mark.ttl())));
                return marked;
            }
        }
        return marked;
    }
}
