package io.infiniproxy.translate;

import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.openai.ChatCompletionRequest.Reasoning;
import io.infiniproxy.translate.Change.Kind;

/** Notes how far what the backend is told about thinking differs from what the client asked for. */
final class ReasoningChanges {
    private ReasoningChanges() {}

    static void note(MessagesRequest request, Reasoning told, Changes changes) {
        noteEffort(request, told, changes);
        noteBudget(request, told, changes);
        noteSwitch(request, told, changes);
    }

    private static void noteEffort(MessagesRequest request, Reasoning told, Changes changes) {
        if (request.effort() == null || request.effort().equals(told.effort())) {
            return;
        }
        if (told.effort() == null) {
            changes.note(Kind.EFFORT_DROPPED, "output_config.effort", Reason.NO_EFFORT);
        } else {
            changes.note(Kind.EFFORT, "output_config.effort", Reason.OTHER_EFFORT, told.effort());
        }
    }

    private static void noteBudget(MessagesRequest request, Reasoning told, Changes changes) {
        if (request.thinkingBudgetTokens() != null) {
            changes.note(
                    Kind.THINKING_BUDGET,
                    "thinking.budget_tokens",
                    told.effort() == null ? Reason.NO_BUDGET : Reason.EFFORT_FOR_BUDGET,
                    told.effort());
        }
    }

    private static void noteSwitch(MessagesRequest request, Reasoning told, Changes changes) {
        if (request.thinkingType() != null && told.enabled() == null && told.effort() == null) {
            changes.note(Kind.THINKING_SWITCH, "thinking", Reason.NO_THINKING_SWITCH);
        }
    }
}
