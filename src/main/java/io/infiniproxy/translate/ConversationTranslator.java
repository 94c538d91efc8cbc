package io.infiniproxy.translate;

import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolResultBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolUseBlock;
import io.infiniproxy.anthropic.MessageParam;
import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.openai.ChatMessage;
import io.infiniproxy.openai.ChatMessage.AssistantMessage;
import io.infiniproxy.openai.ChatMessage.ContentPart;
import io.infiniproxy.openai.ChatMessage.SystemMessage;
import io.infiniproxy.openai.ChatMessage.ToolCall;
import io.infiniproxy.openai.ChatMessage.ToolMessage;
import io.infiniproxy.openai.ChatMessage.UserMessage;
import io.infiniproxy.openai.Dialect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Translates the turns of one conversation. Every tool call must be answered by a tool message directly after the
 * assistant's message, so a user turn becomes its tool results, in the order of the calls, and then the rest of it.
 *
 * @see <a href="https://github.com/BerriAI/litellm/issues/28995">litellm#28995: tool calls not followed by tool
 *     messages</a>
 */
final class ConversationTranslator {
    private static final String NO_RESULT = "[no result: the call was interrupted]";

    /** A line of Claude Code that is not meant for a model, and changes: it would defeat prefix caches. */
    private static final String ATTRIBUTION = "x-anthropic-billing-header:";

    private final ToolNames toolNames;
    private final Dialect dialect;
    private final List<ChatMessage> messages = new ArrayList<>();
    /** Calls of the last assistant message that are not answered yet, by the client's id. */
    private final Set<String> openCalls = new LinkedHashSet<>();

    private final Map<String, ToolResultBlock> results = new HashMap<>();
    /** What came while some of the open calls had no result. */
    private final List<ChatMessage> heldBack = new ArrayList<>();

    private ConversationTranslator(ToolNames toolNames, Dialect dialect) {
        this.toolNames = toolNames;
        this.dialect = dialect;
    }

    static List<ChatMessage> translate(MessagesRequest request, ToolNames toolNames, Dialect dialect) {
        ConversationTranslator translator = new ConversationTranslator(toolNames, dialect);
        translator.system(request.system());
        for (MessageParam turn : merge(request.messages())) {
            translator.turn(turn);
        }
        translator.answerOpenCalls();
        translator.stripPrefill();
        return translator.messages;
    }

    /** Joins neighbours of the same role, as the Messages API itself does. */
    private static List<MessageParam> merge(List<MessageParam> turns) {
        List<MessageParam> merged = new ArrayList<>(turns.size());
        for (MessageParam turn : turns) {
            if (!merged.isEmpty() && merged.getLast().role().equals(turn.role())) {
                List<ContentBlock> content = new ArrayList<>(merged.removeLast().content());
                content.addAll(turn.content());
                merged.add(new MessageParam(turn.role(), content));
            } else {
                merged.add(turn);
            }
        }
        return merged;
    }

    private void system(List<String> texts) {
        String system = texts.stream()
                .map(ConversationTranslator::withoutAttribution)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n\n"));
        if (!system.isEmpty()) {
            messages.add(new SystemMessage(system));
        }
    }

    private static String withoutAttribution(String text) {
        if (!text.startsWith(ATTRIBUTION)) {
            return text;
        }
        int end = text.indexOf('\n');
        return end < 0 ? "" : text.substring(end).stripLeading();
    }

    private void turn(MessageParam turn) {
        switch (turn.role()) {
            case "system" -> systemTurn(turn.content());
            case "assistant" -> assistantTurn(turn.content());
            default -> userTurn(turn.content());
        }
    }

    /** Stays where it is: moved to the front, it would change the prefix of the conversation in every turn. */
    private void systemTurn(List<ContentBlock> content) {
        String text = ContentTexts.of(content);
        if (!text.isBlank()) {
            add(new SystemMessage(text));
        }
    }

    /** Nothing may come between a call and its result. */
    private void add(ChatMessage message) {
        (openCalls.isEmpty() ? messages : heldBack).add(message);
    }

    private void assistantTurn(List<ContentBlock> content) {
        answerOpenCalls();
        AssistantTurn turn = AssistantTurn.of(content);
        List<ToolCall> calls = turn.toolUses().stream().map(this::toolCall).toList();
        String text = turn.text().isBlank() ? null : turn.text();
        if (text != null || !calls.isEmpty()) {
            messages.add(new AssistantMessage(text, reasoning(turn), calls));
        }
        turn.toolUses().forEach(toolUse -> openCalls.add(toolUse.id()));
    }

    /** Backends that think want their reasoning back where tools were called, and some refuse it elsewhere. */
    private String reasoning(AssistantTurn turn) {
        if (turn.toolUses().isEmpty()) {
            return null;
        }
        String reasoning = dialect.replayReasoning() ? turn.thinking() : turn.ownThinking();
        return reasoning.isEmpty() && !dialect.replayReasoning() ? null : reasoning;
    }

    private ToolCall toolCall(ToolUseBlock toolUse) {
        return new ToolCall(
                ToolNames.idToBackend(toolUse.id()),
                toolNames.toBackend(toolUse.name()),
                toolUse.input().toString());
    }

    private void userTurn(List<ContentBlock> content) {
        List<ContentPart> images = new ArrayList<>();
        List<ContentPart> parts = new ArrayList<>();
        for (ContentBlock block : content) {
            if (block instanceof ToolResultBlock result && openCalls.contains(result.toolUseId())) {
                results.put(result.toolUseId(), result);
                UserParts.addImages(result, images);
            } else {
                UserParts.add(block, parts);
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
            ToolResultBlock result = results.get(id);
            messages.add(new ToolMessage(ToolNames.idToBackend(id), result == null ? NO_RESULT : ToolResultText.of(result)));
        }
        openCalls.clear();
        results.clear();
        messages.addAll(heldBack);
        heldBack.clear();
    }

    /** The beginning of the answer may not end in white space. */
    private void stripPrefill() {
        if (!messages.isEmpty()
                && messages.getLast() instanceof AssistantMessage(String text, String reasoning, List<ToolCall> calls)) {
            messages.removeLast();
            messages.add(new AssistantMessage(text.stripTrailing(), reasoning, calls));
        }
    }

    /** What one assistant turn holds, by kind. */
    private record AssistantTurn(String text, String thinking, String ownThinking, List<ToolUseBlock> toolUses) {

        static AssistantTurn of(List<ContentBlock> content) {
            StringBuilder text = new StringBuilder();
            StringBuilder thinking = new StringBuilder();
            StringBuilder ownThinking = new StringBuilder();
            Map<String, ToolUseBlock> toolUses = new LinkedHashMap<>();
            for (ContentBlock block : content) {
                switch (block) {
                    // a second call with the id of the first could not have a result of its own
                    case ToolUseBlock toolUse -> toolUses.putIfAbsent(toolUse.id(), toolUse);
                    case ContentBlock.ThinkingBlock thought -> {
                        thinking.append(thought.thinking());
                        ownThinking.append(ThinkingSignature.isOurs(thought.signature()) ? thought.thinking() : "");
                    }
                    default -> {
                        String part = ContentTexts.of(block);
                        text.append(text.isEmpty() || part.isBlank() ? "" : "\n\n").append(part.isBlank() ? "" : part);
                    }
                }
            }
            return new AssistantTurn(text.toString(), thinking.toString(), ownThinking.toString(), List.copyOf(toolUses.values()));
        }
    }
}
