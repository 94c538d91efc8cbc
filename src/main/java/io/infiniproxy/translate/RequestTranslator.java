package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.openai.ChatCompletionRequest;
import io.infiniproxy.openai.ChatCompletionRequest.Reasoning;
import io.infiniproxy.openai.ChatCompletionRequest.ResponseFormat;
import io.infiniproxy.openai.ChatCompletionRequest.ResponseFormat.JsonObject;
import io.infiniproxy.openai.ChatCompletionRequest.ResponseFormat.JsonSchema;
import io.infiniproxy.openai.ChatCompletionRequest.Tools;
import io.infiniproxy.openai.ChatMessage;
import io.infiniproxy.openai.ChatMessage.AssistantMessage;
import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.profile.BackendProfile.Prefill;
import io.infiniproxy.profile.BackendProfile.WebSearchField;
import io.infiniproxy.translate.Change.Kind;
import java.util.List;
import java.util.Locale;

/**
 * Translates a Messages request into the Chat Completions request for the backend. Only what is known to be understood
 * goes out; the same conversation gives the same bytes in every turn, so that the backend's prefix cache can be used.
 */
public final class RequestTranslator {
    private RequestTranslator() {}

    /**
     * Translates {@code request}, to be answered by {@code backendModel} of a backend with this {@code profile}. What this
     * changes and drops is noted in {@code changes}.
     */
    public static ChatCompletionRequest translate(
            MessagesRequest request, ToolNames toolNames, String backendModel, BackendProfile profile, Changes changes) {
        IgnoredFields.note(request, changes);
        List<ChatMessage> messages = ConversationTranslator.translate(request, toolNames, profile, changes);
        Tools tools = ToolsTranslator.translate(request, toolNames, profile, changes);
        Reasoning reasoning = ReasoningTranslator.translate(request, tools, profile);
        ReasoningChanges.note(request, reasoning, changes);
        return new ChatCompletionRequest(
                backendModel,
                messages,
                profile.prefill() == Prefill.CONTINUE_FINAL_MESSAGE && endsInAnswer(messages),
                LimitsTranslator.translate(request, profile, changes),
                request.stream(),
                tools,
                reasoning,
                request.outputSchema() == null ? null : responseFormat(request.outputSchema(), profile, changes),
                serviceTier(request, profile, changes),
                promptCacheKey(request, profile, changes),
                webSearch(request, profile));
    }

    private static boolean endsInAnswer(List<ChatMessage> messages) {
        return !messages.isEmpty() && messages.getLast() instanceof AssistantMessage;
    }

    private static ResponseFormat responseFormat(JsonNode schema, BackendProfile profile, Changes changes) {
        return switch (profile.structuredOutputs()) {
            case NONE -> null;
            case JSON_OBJECT -> new JsonObject();
            case JSON_SCHEMA -> {
                SchemaChanges schemaChanges = new SchemaChanges();
                JsonNode cleaned = ToolSchema.clean(schema, profile, schemaChanges);
                schemaChanges.tell((kind, reason, keywords) ->
                        changes.note(kind, "output_config.format.schema", reason, keywords));
                yield new JsonSchema(cleaned, profile.strict() && StrictSchema.accepts(cleaned) ? Boolean.TRUE : null);
            }
        };
    }

    private static String serviceTier(MessagesRequest request, BackendProfile profile, Changes changes) {
        String tier = profile.serviceTier() ? serviceTier(request) : null;
        if (request.serviceTier() != null && tier == null) {
            changes.note(Kind.SERVICE_TIER, "service_tier", Reason.TOLD_NONE);
        }
        if (request.speed() != null && !"priority".equals(tier)) {
            changes.note(Kind.SPEED, "speed", Reason.TOLD_NONE);
        }
        return tier;
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

    /** The user's id itself names the account and stays here. */
    private static String promptCacheKey(MessagesRequest request, BackendProfile profile, Changes changes) {
        String key = profile.promptCacheKey() ? SessionKey.of(request.userId()) : null;
        if (key != null) {
            changes.note(Kind.USER_ID, "metadata.user_id", Reason.SESSION_AS_CACHE_KEY);
        } else if (request.userId() != null) {
            changes.note(Kind.METADATA, "metadata.user_id", Reason.NAMES_THE_ACCOUNT);
        }
        return key;
    }

    /** A search is done before the answer, whether the model wants it or not: so only where nothing else is asked for. */
    private static String webSearch(MessagesRequest request, BackendProfile profile) {
        boolean isAsked = profile.webSearch() != WebSearchField.NONE && WebSearch.isAllThatIsOffered(request);
        return isAsked ? profile.webSearch().name().toLowerCase(Locale.ROOT) : null;
    }
}
