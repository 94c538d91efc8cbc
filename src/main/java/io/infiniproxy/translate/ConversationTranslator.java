package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.anthropic.CacheControl;
import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolResultBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolUseBlock;
import io.infiniproxy.anthropic.MessageParam;
import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.openai.ChatMessage;
import io.infiniproxy.openai.ChatMessage.AssistantMessage;
import io.infiniproxy.openai.ChatMessage.ContentPart;
import io.infiniproxy.openai.ChatMessage.Reasoning;
import io.infiniproxy.openai.ChatMessage.SystemMessage;
import io.infiniproxy.openai.ChatMessage.ToolCall;
import io.infiniproxy.openai.ChatMessage.ToolMessage;
import io.infiniproxy.openai.ChatMessage.UserMessage;
import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.profile.BackendProfile.Prefill;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Translates the turns of one conversation. Every tool call must be answered by a tool message directly after the
 * assistant's message, so a user turn becomes its tool results, in the order of the calls, and then the rest of it.
 *
 * @see <a href="https://github.com/BerriAI/litellm/issues/28995">litellm#28995: tool calls not followed by tool
 *     messages</a>
 */
final class ConversationTranslator {
    private static final String NO_RESULT = "[no result: the call was interrupted]";

    private final ToolNames toolNames;
    private final BackendProfile profile;
    private final ContentParts contentParts;
    private final List<ChatMessage> messages = new ArrayList<>();
    /** Calls of the last assistant message that are not answered yet, by the client's id. */
    private final Set<String> openCalls = new LinkedHashSet<>();

    private final Map<String, ToolResultBlock> results = new HashMap<>();
    /** What came while some of the open calls had no result. */
    private final List<ChatMessage> heldBack = new ArrayList<>();

    private ConversationTranslator(ToolNames toolNames, BackendProfile profile) {
        this.toolNames = toolNames;
        this.profile = profile;
        contentParts = new ContentParts(profile);
    }

    static List<ChatMessage> translate(MessagesRequest request, ToolNames toolNames, BackendProfile profile) {
        ConversationTranslator translator = new ConversationTranslator(toolNames, profile);
        translator.system(SystemPrompt.of(request, profile));
        translator.mark(request.systemCacheControl());
        for (MessageParam turn : merge(request.messages())) {
            translator.turn(turn);
        }
        translator.answerOpenCalls();
        translator.markPrefill();
        return InlineSystemMessages.place(translator.messages, profile.inlineSystem());
    }

    /** Joins neighbours of the same role, as the Messages API itself does. */
    private static List<MessageParam> merge(List<MessageParam> turns) {
        List<MessageParam> merged = new ArrayList<>(turns.size());
        for (MessageParam turn : turns) {
            if (!merged.isEmpty() && merged.getLast().role().equals(turn.role())) {
                merged.add(joined(merged.removeLast(), turn));
            } else {
                merged.add(turn);
            }
        }
        return merged;
    }

    private static MessageParam joined(MessageParam first, MessageParam second) {
        List<ContentBlock> content = new ArrayList<>(first.content());
        content.addAll(second.content());
        CacheControl mark = second.cacheControl() == null ? first.cacheControl() : second.cacheControl();
        return new MessageParam(first.role(), content, mark);
    }

    private void system(String text) {
        if (!text.isEmpty()) {
            messages.add(new SystemMessage(List.of(new ContentPart.TextPart(text))));
        }
    }

    private void turn(MessageParam turn) {
        switch (turn.role()) {
            case "system" -> systemTurn(turn.content());
            case "assistant" -> assistantTurn(turn.content());
            default -> {
                userTurn(turn.content());
                mark(turn.cacheControl());
            }
        }
    }

    private void mark(CacheControl mark) {
        if (profile.cacheControl()) {
            CacheMarks.mark(messages, mark);
        }
    }

    /** Stays where it is: moved to the front, it would change the prefix of the conversation in every turn. */
    private void systemTurn(List<ContentBlock> content) {
        String text = ContentTexts.of(content);
        if (!text.isBlank()) {
            add(new SystemMessage(List.of(new ContentPart.TextPart(text))));
        }
    }

    /** Nothing may come between a call and its result. */
    private void add(ChatMessage message) {
        (openCalls.isEmpty() ? messages : heldBack).add(message);
    }

    /** A turn of nothing but thoughts is left out, unless they go back. */
    private void assistantTurn(List<ContentBlock> content) {
        answerOpenCalls();
        AssistantTurn turn = AssistantTurn.of(content);
        Map<String, JsonNode> extraContents = turn.extraContents(profile);
        List<ToolCall> calls = turn.toolUses().stream()
                .map(toolUse -> toolCall(toolUse, extraContents.get(toolUse.id())))
                .toList();
        Reasoning reasoning = turn.reasoning(profile);
        if (!turn.text().isBlank() || !calls.isEmpty()) {
            messages.add(new AssistantMessage(turn.text().isBlank() ? null : turn.text(), reasoning, calls, false));
        } else if (reasoning != null && !reasoning.isEmpty()) {
            messages.add(new AssistantMessage("", reasoning, calls, false));
        }
        turn.toolUses().forEach(toolUse -> openCalls.add(toolUse.id()));
    }

    private ToolCall toolCall(ToolUseBlock toolUse, JsonNode extraContent) {
        return new ToolCall(
                ToolCallIds.toBackend(toolUse.id(), profile.toolIds()),
                toolNames.toBackend(toolUse.name()),
                toolUse.input().toString(),
                extraContent);
    }

    private void userTurn(List<ContentBlock> content) {
        List<ContentPart> images = new ArrayList<>();
        List<ContentPart> parts = new ArrayList<>();
        for (ContentBlock block : content) {
            if (block instanceof ToolResultBlock result && openCalls.contains(result.toolUseId())) {
                results.put(result.toolUseId(), result);
                contentParts.addMediaBesideToolMessage(result, images);
            } else {
                contentParts.add(block, parts);
            }
        }
        images.addAll(parts);
        if (!images.isEmpty()) {
            add(new UserMessage(List.copyOf(images)));
        }
        if (results.keySet().containsAll(openCalls)) {
            answerOpenCalls();
        }
    }

    private void answerOpenCalls() {
        for (String id : openCalls) {
            messages.add(new ToolMessage(ToolCallIds.toBackend(id, profile.toolIds()), content(results.get(id))));
        }
        openCalls.clear();
        results.clear();
        messages.addAll(heldBack);
        heldBack.clear();
    }

    private List<ContentPart> content(ToolResultBlock result) {
        return result == null ? List.of(new ContentPart.TextPart(NO_RESULT)) : contentParts.toolMessage(result);
    }

    /** The beginning of the answer may not end in white space; some backends have to be told that it is one. */
    private void markPrefill() {
        if (!messages.isEmpty() && messages.getLast() instanceof AssistantMessage last) {
            messages.removeLast();
            messages.add(new AssistantMessage(
                    last.content().stripTrailing(), last.reasoning(), last.toolCalls(), profile.prefill() == Prefill.PREFIX));
        }
    }
}
