package io.infiniproxy.translate;

import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.ThinkingBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolUseBlock;
import io.infiniproxy.openai.ChatMessage.Reasoning;
import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.profile.BackendProfile.ReasoningReplay;
import io.infiniproxy.translate.Change.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What one assistant turn holds, by kind: Chat Completions knows no order among them. */
record AssistantTurn(String text, String thinking, String ownThinking, List<ToolUseBlock> toolUses) {

    static AssistantTurn of(List<ContentBlock> content, Changes changes) {
        StringBuilder text = new StringBuilder();
        StringBuilder thinking = new StringBuilder();
        StringBuilder ownThinking = new StringBuilder();
        Map<String, ToolUseBlock> toolUses = new LinkedHashMap<>();
        for (ContentBlock block : content) {
            switch (block) {
                // a second call with the id of the first could not have a result of its own
                case ToolUseBlock toolUse -> {
                    if (toolUses.putIfAbsent(toolUse.id(), toolUse) != null) {
                        changes.note(Kind.DUPLICATE_CALL, toolUse, "A call before it has the same id");
                    }
                }
                case ThinkingBlock thought -> {
                    thinking.append(thought.thinking());
                    ownThinking.append(ThinkingSignature.isOurs(thought.signature()) ? thought.thinking() : "");
                }
                default -> {
                    String part = ContentTexts.of(block, changes);
                    if (!part.isBlank() && !toolUses.isEmpty()) {
                        changes.note(Kind.TEXT_AFTER_CALL, block, "Texts stand before the calls of their message");
                    }
                    text.append(text.isEmpty() || part.isBlank() ? "" : "\n\n").append(part.isBlank() ? "" : part);
                }
            }
        }
        return new AssistantTurn(text.toString(), thinking.toString(), ownThinking.toString(), List.copyOf(toolUses.values()));
    }

    /**
     * Returns the reasoning that goes back to the backend, or null. Some backends demand it, also where there is none or it is
     * another model's; others refuse the member.
     *
     * @see <a href="https://api-docs.deepseek.com/guides/thinking_mode">DeepSeek: thinking mode</a>
     */
    Reasoning reasoning(BackendProfile profile) {
        boolean isReplayed = profile.reasoningReplay() == ReasoningReplay.ALL
                || profile.reasoningReplay() == ReasoningReplay.TOOL_TURNS && !toolUses.isEmpty();
        String reasoning = profile.reasoningRequired() ? thinking : ownThinking;
        if (!isReplayed || reasoning.isEmpty() && !profile.reasoningRequired()) {
            return null;
        }
        return new Reasoning(profile.reasoningField().name().toLowerCase(Locale.ROOT), reasoning);
    }
}
