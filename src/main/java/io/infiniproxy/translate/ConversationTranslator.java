package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.anthropic.CacheControl;
import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolResultBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolUseBlock;
import io.infiniproxy.anthropic.MessageParam;
import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.json.RawString;
import io.infiniproxy.openai.ChatMessage;
import io.infiniproxy.openai.ChatMessage.AssistantMessage;
import io.infiniproxy.openai.ChatMessage.ContentPart;
import io.infiniproxy.openai.ChatMessage.Reasoning;
import io.infiniproxy.openai.ChatMessage.SystemMessage;
import io.infiniproxy.openai.ChatMessage.ToolCall;
import io.infiniproxy.openai.ChatMessage.ToolMessage;
import io.infiniproxy.openai.ChatMessage.UserMessage;
import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.profile.BackendProfile.InlineSystem;
import io.infiniproxy.profile.BackendProfile.Prefill;
import io.infiniproxy.translate.Change.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    private final Changes changes;
    private final ContentParts contentParts;
    private final List<ChatMessage> messages = new ArrayList<>();
    /** Calls of the last assistant message that are not answered yet, by the client's id. */
    private final Map<String, ToolUseBlock> openCalls = new LinkedHashMap<>();

    private final Map<String, ToolResultBlock> results = new HashMap<>();
    /** What came while some of the open calls had no result. */
    private final List<ChatMessage> heldBack = new ArrayList<>();

    private ConversationTranslator(ToolNames toolNames, BackendProfile profile, Changes changes) {
        this.toolNames = toolNames;
        this.profile = profile;
        this.changes = changes;
        contentParts = new ContentParts(profile, changes);
    }

    static List<ChatMessage> translate(
            MessagesRequest request, ToolNames toolNames, BackendProfile profile, Changes changes) {
        ConversationTranslator translator = new ConversationTranslator(toolNames, profile, changes);
        CacheMarks.noteDropped(request, profile, changes);
        translator.system(SystemPrompt.of(request, profile, changes));
        translator.mark(request.systemCacheControl());
        for (MessageParam turn : merge(request.messages())) {
            translator.turn(turn);
        }
        translator.answerOpenCalls();
        translator.markEnd(request.cacheControl());
        translator.markPrefill(request.messages().size() - 1);
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

    /** The mark of a whole request stands on what it ends with. */
    private void markEnd(CacheControl mark) {
        if (mark != null && profile.cacheControl() && !CacheMarks.mark(messages, mark)) {
            changes.note(Kind.CACHE_CONTROL, "cache_control", Reason.MARK_ON_LAST_ANSWER);
        }
    }

    private void mark(CacheControl mark) {
        if (profile.cacheControl()) {
            CacheMarks.mark(messages, mark);
        }
    }

    /** Stays where it is: moved to the front, it would change the prefix of the conversation in every turn. */
    private void systemTurn(List<ContentBlock> content) {
        CharSequence text = ContentTexts.of(content, changes);
        if (!RawString.isBlank(text)) {
            if (profile.inlineSystem() != InlineSystem.KEEP && !messages.isEmpty()) {
                changes.note(Kind.INLINE_SYSTEM, content.getFirst(), Reason.SYSTEM_ONLY_FIRST);
            }
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
        AssistantTurn turn = AssistantTurn.of(content, changes);
        Map<String, JsonNode> extraContents = turn.extraContents(profile);
        List<ToolCall> calls = new ArrayList<>(turn.toolUses().size());
        for (ToolUseBlock toolUse : turn.toolUses()) {
            calls.add(toolCall(toolUse, extraContents.get(toolUse.id())));
        }
        Reasoning reasoning = turn.reasoning(profile);
        ThinkingChanges.note(content, reasoning, profile, changes);
        if (!RawString.isBlank(turn.text()) || !calls.isEmpty()) {
            messages.add(new AssistantMessage(RawString.isBlank(turn.text()) ? null : turn.text(), reasoning, calls, false));
        } else if (reasoning != null && !reasoning.isEmpty()) {
            messages.add(new AssistantMessage("", reasoning, calls, false));
        } else {
            noteEmpty(content);
        }
        turn.toolUses().forEach(toolUse -> openCalls.put(toolUse.id(), toolUse));
    }

    private void noteEmpty(List<ContentBlock> content) {
        if (!content.isEmpty()) {
            changes.note(Kind.EMPTY_TURN, content.getFirst(), Reason.NOTHING_LEFT);
        }
    }

    private ToolCall toolCall(ToolUseBlock toolUse, JsonNode extraContent) {
        String id = ToolCallIds.toBackend(toolUse.id(), profile.toolIds());
        if (!id.equals(toolUse.id())) {
            changes.note(Kind.TOOL_CALL_ID, toolUse, Reason.OTHER_CALL_ID);
        }
        return new ToolCall(
                id,
                toolNames.toBackend(toolUse.name()),
                toolUse.input(),
                extraContent);
    }

    private void userTurn(List<ContentBlock> content) {
        List<ContentPart> images = new ArrayList<>();
        List<ContentPart> parts = new ArrayList<>();
        for (ContentBlock block : content) {
            if (block instanceof ToolResultBlock result && openCalls.containsKey(result.toolUseId())) {
                takeResult(result);
                contentParts.addMediaBesideToolMessage(result, images);
            } else {
                contentParts.add(block, parts);
            }
        }
        images.addAll(parts);
        if (!images.isEmpty()) {
            add(new UserMessage(List.copyOf(images)));
        } else if (results.isEmpty()) {
            noteEmpty(content);
        }
        if (results.keySet().containsAll(openCalls.keySet())) {
            answerOpenCalls();
        }
    }

    private void takeResult(ToolResultBlock result) {
        ToolResultBlock before = results.put(result.toolUseId(), result);
        if (before != null) {
            changes.note(Kind.DUPLICATE_RESULT, before, Reason.RESULT_REPLACED);
        }
    }

    private void answerOpenCalls() {
        openCalls.forEach((id, call) ->
                messages.add(new ToolMessage(ToolCallIds.toBackend(id, profile.toolIds()), content(results.get(id), call))));
        openCalls.clear();
        results.clear();
        messages.addAll(heldBack);
        heldBack.clear();
    }

    private List<ContentPart> content(ToolResultBlock result, ToolUseBlock call) {
        if (result == null) {
            changes.note(Kind.MISSING_RESULT, call, Reason.NO_RESULT);
            return List.of(new ContentPart.TextPart(NO_RESULT));
        }
        return contentParts.toolMessage(result);
    }

    /** The beginning of the answer may not end in white space; some backends have to be told that it is one. */
    private void markPrefill(int index) {
        if (!messages.isEmpty() && messages.getLast() instanceof AssistantMessage last) {
            String text = last.content().toString();
            if (profile.prefill() != Prefill.LEAVE || !text.equals(text.stripTrailing())) {
                changes.note(
                        Kind.PREFILL,
                        "messages[" + index + "]",
                        Reason.PREFILLED);
            }
            messages.removeLast();
            messages.add(new AssistantMessage(
                    text.stripTrailing(), last.reasoning(), last.toolCalls(), profile.prefill() == Prefill.PREFIX));
        }
    }
}
