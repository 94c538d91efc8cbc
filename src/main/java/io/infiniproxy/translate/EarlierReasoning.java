package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.infiniproxy.anthropic.ContentBlock.ThinkingBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolUseBlock;
import io.infiniproxy.openai.ChatMessage.Reasoning;
import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.profile.BackendProfile.ReasoningField;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The thinking of one assistant turn, as it goes back to the backend. */
record EarlierReasoning(List<ThinkingBlock> blocks) {
    /**
     * What stands for the signature of a call that Gemini has not made itself.
     *
     * @see <a href="https://ai.google.dev/gemini-api/docs/thought-signatures">Gemini: thought signatures</a>
     */
    private static final String NO_SIGNATURE = "skip_thought_signature_validator";

    /**
     * Returns the reasoning, or null where there is none. Some backends demand it, also where it is empty or another model's;
     * others refuse what is not their own.
     *
     * @see <a href="https://api-docs.deepseek.com/guides/thinking_mode">DeepSeek: thinking mode</a>
     */
    Reasoning toBackend(BackendProfile profile) {
        if (blocks.isEmpty() && !profile.reasoningRequired()) {
            return null;
        }
        List<ThinkingBlock> sent = blocks.stream().filter(block -> isTaken(block, profile)).toList();
        Reasoning reasoning = profile.reasoningField() == ReasoningField.REASONING_DETAILS
                ? new Reasoning.Details(details(sent))
                : new Reasoning.Text(profile.reasoningField().name().toLowerCase(Locale.ROOT), text(sent));
        return reasoning.isEmpty() && !profile.reasoningRequired() ? null : reasoning;
    }

    /** Whether this thinking may go back: a backend's own, and any where the backend demands some. */
    static boolean isTaken(ThinkingBlock block, BackendProfile profile) {
        return profile.reasoningRequired() || isOurs(block);
    }

    private static boolean isOurs(ThinkingBlock block) {
        return ThinkingSignature.isOurs(block.signature());
    }

    private static String text(List<ThinkingBlock> blocks) {
        StringBuilder text = new StringBuilder();
        blocks.forEach(block -> text.append(block.thinking()));
        return text.toString();
    }

    /** As the backend gave them, or else made of the text. */
    private static List<JsonNode> details(List<ThinkingBlock> blocks) {
        ReasoningState state = new ReasoningState();
        for (ThinkingBlock block : blocks) {
            List<? extends JsonNode> own = isOurs(block) ? ThinkingSignature.read(block.signature()).details() : List.of();
            if (!own.isEmpty()) {
                state.addDetails(List.copyOf(own));
            } else if (!block.thinking().isEmpty()) {
                state.addDetails(List.of(textDetail(block.thinking())));
            }
        }
        return List.copyOf(state.details());
    }

    private static JsonNode textDetail(String text) {
        return JsonNodeFactory.instance.objectNode().put("type", "reasoning.text").put("text", text);
    }

    /**
     * Returns the {@code extra_content} of calls by their ids. Gemini refuses a turn whose first call has no signature; of calls
     * made at once, only the first has one.
     *
     * @param toolUses the turn's calls
     */
    Map<String, JsonNode> extraContents(List<ToolUseBlock> toolUses, BackendProfile profile) {
        if (!profile.thoughtSignatures() || toolUses.isEmpty()) {
            return Map.of();
        }
        Map<String, JsonNode> extraContents = new HashMap<>();
        blocks.stream()
                .filter(EarlierReasoning::isOurs)
                .forEach(block -> extraContents.putAll(ThinkingSignature.read(block.signature()).extraContents()));
        extraContents.putIfAbsent(toolUses.getFirst().id(), withoutSignature());
        return extraContents;
    }

    private static JsonNode withoutSignature() {
        var extraContent = JsonNodeFactory.instance.objectNode();
        extraContent.putObject("google").put("thought_signature", NO_SIGNATURE);
        return extraContent;
    }
}
