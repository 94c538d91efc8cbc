package io.infiniproxy.translate;

import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.ThinkingBlock;
import io.infiniproxy.openai.ChatMessage.Reasoning;
import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.translate.Change.Kind;
import java.util.List;

/** Notes the thinking of an earlier answer that does not go back to the backend. */
final class ThinkingChanges {
    private ThinkingChanges() {}

    /** {@code sent} is what of it goes back, or null; a block without text has nothing to lose. */
    static void note(List<ContentBlock> content, Reasoning sent, BackendProfile profile, Changes changes) {
        for (ContentBlock block : content) {
            if (block instanceof ThinkingBlock thought
                    && !thought.thinking().isEmpty()
                    && (sent == null || !EarlierReasoning.isTaken(thought, profile))) {
                changes.note(
                        Kind.THINKING,
                        block,
                        sent == null ? Reason.THINKING_NOT_WANTED : Reason.OTHER_MODELS_THINKING);
            }
        }
    }
}
