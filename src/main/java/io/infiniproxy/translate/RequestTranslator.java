package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.openai.ChatCompletionRequest;
import io.infiniproxy.openai.ChatCompletionRequest.Limits;
import io.infiniproxy.openai.ChatCompletionRequest.ResponseFormat;
import io.infiniproxy.openai.ChatCompletionRequest.ResponseFormat.JsonObject;
import io.infiniproxy.openai.ChatCompletionRequest.ResponseFormat.JsonSchema;
import io.infiniproxy.openai.ChatCompletionRequest.Tools;
import io.infiniproxy.openai.ChatMessage;
import io.infiniproxy.openai.ChatMessage.AssistantMessage;
import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.profile.BackendProfile.Prefill;
import java.util.List;
import java.util.Locale;

/**
 * Translates a Messages request into the Chat Completions request for the backend. Only what is known to be understood
 * goes out; the same conversation gives the same bytes in every turn, so that the backend's prefix cache can be used.
 */
public final class RequestTranslator {
    private RequestTranslator() {}

    /** Translates {@code request}, to be answered by {@code backendModel} of a backend with this {@code profile}. */
    public static ChatCompletionRequest translate(
            MessagesRequest request, ToolNames toolNames, String backendModel, BackendProfile profile) {
        List<ChatMessage> messages = ConversationTranslator.translate(request, toolNames, profile);
        Tools tools = ToolsTranslator.translate(request, toolNames, profile);
        return new ChatCompletionRequest(
                backendModel,
                messages,
                profile.prefill() == Prefill.CONTINUE_FINAL_MESSAGE && endsInAnswer(messages),
                limits(request, profile),
                request.stream(),
                tools,
                ReasoningTranslator.translate(request, tools, profile),
                request.outputSchema() == null ? null : responseFormat(request.outputSchema(), profile),
                profile.serviceTier() ? serviceTier(request) : null,
                profile.promptCacheKey() ? SessionKey.of(request.userId()) : null);
    }

    private static boolean endsInAnswer(List<ChatMessage> messages) {
        return !messages.isEmpty() && messages.getLast() instanceof AssistantMessage;
    }

    private static Limits limits(MessagesRequest request, BackendProfile profile) {
        return new Limits(
                maxTokens(request.maxTokens(), profile.maxOutputTokens()),
                profile.maxTokensField().name().toLowerCase(Locale.ROOT),
                profile.temperature() ? request.temperature() : null,
                profile.topP() ? request.topP() : null,
                profile.topK() ? request.topK() : null,
                request.stopSequences().stream().limit(profile.maxStopSequences()).toList());
    }

    /**
     * Zero asks for no answer, which no backend knows.
     *
     * @see <a href="https://github.com/router-for-me/CLIProxyAPI/issues/2758">CLIProxyAPI#2758: a limit too high is refused</a>
     */
    private static Integer maxTokens(Integer asked, int most) {
        if (asked == null) {
            return null;
        }
        int atLeastOne = Math.max(1, asked);
        return most == 0 ? atLeastOne : Math.min(most, atLeastOne);
    }

    private static ResponseFormat responseFormat(JsonNode schema, BackendProfile profile) {
        return switch (profile.structuredOutputs()) {
            case NONE -> null;
            case JSON_OBJECT -> new JsonObject();
            case JSON_SCHEMA -> {
                JsonNode cleaned = ToolSchema.clean(schema, profile);
                yield new JsonSchema(cleaned, profile.strict() && StrictSchema.accepts(cleaned) ? Boolean.TRUE : null);
            }
        };
    }

    private static String serviceTier(MessagesRequest request) {
        if ("fast".equals(request.speed())) {
            return "priority";
        }
        return switch (request.serviceTier()) {
            case "auto" -> "auto";
            case "standard_only" -> "default";
            case null, default -> null;
        };
    }
}
