package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.ThinkingBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolUseBlock;
import io.infiniproxy.json.RawString;
import io.infiniproxy.openai.ChatMessage.Reasoning;
import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.profile.BackendProfile.ReasoningReplay;
import io.infiniproxy.translate.Change.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one assistant turn holds, by kind: Chat Completions knows no order among them. */
record AssistantTurn(CharSequence text, EarlierReasoning thinking, List<ToolUseBlock> toolUses) {

    static AssistantTurn of(List<ContentBlock> content, Changes changes) {
        JoinedText text = new JoinedText("\n\n");
        List<ThinkingBlock> thinking = new ArrayList<>();
        Map<String, ToolUseBlock> toolUses = new LinkedHashMap<>();
        for (ContentBlock block : content) {
            switch (block) {
                // a second call with the id of the first could not have a result of its own
                case ToolUseBlock toolUse -> {
                    if (toolUses.putIfAbsent(toolUse.id(), toolUse) != null) {
                        changes.note(Kind.DUPLICATE_CALL, toolUse, Reason.SAME_CALL_ID);
                    }
                }
                case ThinkingBlock thought -> thinking.add(thought);
                default -> {
                    CharSequence part = ContentTexts.of(block, changes);
                    if (!RawString.isBlank(part) && !toolUses.isEmpty()) {
                        changes.note(Kind.TEXT_AFTER_CALL, block, Reason.TEXT_BEFORE_CALLS);
                    }
                    text.addUnlessBlank(part);
                }
            }
        }
        return new AssistantTurn(text.text(), new EarlierReasoning(thinking), List.copyOf(toolUses.values()));
    }

    /** Returns the reasoning that goes back to the backend, or null. */
    Reasoning reasoning(BackendProfile profile) {
        boolean isReplayed = profile.reasoningReplay() == ReasoningReplay.ALL
                || profile.reasoningReplay() == ReasoningReplay.TOOL_TURNS && !toolUses.isEmpty();
        return isReplayed ? thinking.toBackend(profile) : null;
    }

    /** Returns the {@code extra_content} that goes back with the calls, by their ids. */
    Map<String, JsonNode> extraContents(BackendProfile profile) {
        return thinking.extraContents(toolUses, profile);
    }
}
