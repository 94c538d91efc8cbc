package io.infiniproxy.translate;

import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.openai.ChatCompletionRequest.Reasoning;
import io.infiniproxy.openai.ChatCompletionRequest.Tools;
import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.profile.BackendProfile.ThinkingSwitch;
import java.util.List;

/** Translates {@code thinking} and {@code output_config.effort} into what the backend knows. */
final class ReasoningTranslator {
    /** Rising. */
    private static final List<String> EFFORTS = List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");

    private ReasoningTranslator() {}

    static Reasoning translate(MessagesRequest request, Tools tools, BackendProfile profile) {
        return new Reasoning(
                effort(request, tools, profile), switchField(profile.thinkingSwitch()), enabled(request, profile));
    }

    /** Whether the client asks for thinking; {@code adaptive} leaves it to the model how much. */
    static boolean isThinking(MessagesRequest request) {
        return "enabled".equals(request.thinkingType()) || "adaptive".equals(request.thinkingType());
    }

    /** Whether {@code tool_choice} makes the model call a tool. */
    static boolean forcesTool(MessagesRequest request) {
        return request.toolChoice() != null && List.of("any", "tool").contains(request.toolChoice().type());
    }

    /** Disabled thinking wins over an effort. */
    private static String effort(MessagesRequest request, Tools tools, BackendProfile profile) {
        List<String> known = profile.reasoningEffort();
        if (profile.toolsWithoutReasoning() && !tools.functions().isEmpty()) {
            return "none";
        }
        if (isDisabled(request)) {
            return lowest(known, profile.thinkingSwitch());
        }
        return known.isEmpty() ? null : nearest(wanted(request), known);
    }

    /** What is nearest to not thinking; a backend that can be told not to think is not told how much. */
    private static String lowest(List<String> known, ThinkingSwitch thinkingSwitch) {
        boolean hasNearlyNone = known.contains("none") || known.contains("minimal");
        return hasNearlyNone || thinkingSwitch == ThinkingSwitch.NO && !known.isEmpty() ? known.getFirst() : null;
    }

    private static boolean isDisabled(MessagesRequest request) {
        return "disabled".equals(request.thinkingType());
    }

    /** A budget becomes one of three efforts. */
    private static String wanted(MessagesRequest request) {
        if (request.effort() != null) {
            return request.effort();
        }
        Integer budget = request.thinkingBudgetTokens();
        if (budget == null) {
            return null;
        }
        return budget < 4096 ? "low" : budget < 16384 ? "medium" : "high";
    }

    /** The effort itself, or the next higher one that is known, or else the highest. */
    private static String nearest(String wanted, List<String> known) {
        int rank = wanted == null ? -1 : EFFORTS.indexOf(wanted);
        if (rank < 1) {
            return null;
        }
        return known.stream()
                .filter(effort -> EFFORTS.indexOf(effort) >= rank)
                .findFirst()
                .orElse(known.getLast());
    }

    private static String switchField(ThinkingSwitch thinkingSwitch) {
        return switch (thinkingSwitch) {
            case NO -> null;
            case THINKING -> "thinking";
            case ENABLE_THINKING -> "enable_thinking";
            case TEMPLATE -> "chat_template_kwargs";
        };
    }

    /**
     * Null leaves it to the backend. A client that forces a tool and asks for no thinking expects none; a backend that thinks
     * by itself and refuses the two together is told so.
     */
    private static Boolean enabled(MessagesRequest request, BackendProfile profile) {
        boolean refused = forcesTool(request) && !isThinking(request) && !profile.forcedToolWhileThinking();
        if (profile.thinkingSwitch() == ThinkingSwitch.NO) {
            return null;
        }
        return isDisabled(request) || refused ? Boolean.FALSE : "enabled".equals(request.thinkingType()) ? true : null;
    }
}
