package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.anthropic.Tool;
import io.infiniproxy.anthropic.ToolChoice;
import io.infiniproxy.openai.ChatCompletionRequest;
import io.infiniproxy.openai.ChatCompletionRequest.FunctionTool;
import io.infiniproxy.openai.Dialect;
import java.util.List;

/**
 * Translates a Messages request into the Chat Completions request for the backend. Only what is known to be understood
 * goes out; the same conversation gives the same bytes in every turn, so that the backend's prefix cache can be used.
 */
public final class RequestTranslator {
    private RequestTranslator() {}

    /** Translates {@code request}, to be answered by {@code backendModel}. */
    public static ChatCompletionRequest translate(
            MessagesRequest request, ToolNames toolNames, String backendModel, Dialect dialect) {
        boolean sampling = dialect.samplingParameters();
        List<FunctionTool> tools = tools(request.tools(), toolNames);
        return new ChatCompletionRequest(
                backendModel,
                ConversationTranslator.translate(request, toolNames, dialect),
                request.maxTokens() == null ? null : Math.max(1, request.maxTokens()),
                dialect.maxTokensField(),
                sampling ? request.temperature() : null,
                sampling ? request.topP() : null,
                sampling ? request.stopSequences() : List.of(),
                request.stream(),
                tools,
                toolChoice(request.toolChoice(), toolNames, tools),
                forbidsParallelCalls(request.toolChoice()) ? Boolean.FALSE : null,
                dialect.reasoningEffort() ? reasoningEffort(request) : null,
                outputSchema(request.outputSchema()));
    }

    /** Tools that Anthropic's servers would run have no schema, and no backend could call them. */
    private static List<FunctionTool> tools(List<Tool> tools, ToolNames toolNames) {
        return tools.stream()
                .filter(tool -> tool.isCustom() || tool.inputSchema() != null)
                .map(tool -> new FunctionTool(
                        toolNames.toBackend(tool.name()), tool.description(), ToolSchema.clean(tool.inputSchema())))
                .toList();
    }

    private static ChatCompletionRequest.ToolChoice toolChoice(
            ToolChoice choice, ToolNames toolNames, List<FunctionTool> tools) {
        if (choice == null) {
            return null;
        }
        return switch (choice.type()) {
            case "any" -> new ChatCompletionRequest.ToolChoice.Mode("required");
            case "none" -> new ChatCompletionRequest.ToolChoice.Mode("none");
            case "tool" -> named(toolNames.toBackend(choice.name()), tools);
            default -> new ChatCompletionRequest.ToolChoice.Mode("auto");
        };
    }

    /** A choice of a tool that is not offered would be refused by every backend. */
    private static ChatCompletionRequest.ToolChoice named(String name, List<FunctionTool> tools) {
        boolean offered = tools.stream().anyMatch(tool -> tool.name().equals(name));
        return offered ? new ChatCompletionRequest.ToolChoice.Function(name) : null;
    }

    private static boolean forbidsParallelCalls(ToolChoice choice) {
        return choice != null && choice.disableParallelToolUse();
    }

    /** Disabled thinking wins over an effort; a budget becomes one of three efforts. */
    private static String reasoningEffort(MessagesRequest request) {
        if ("disabled".equals(request.thinkingType())) {
            return null;
        }
        if (request.effort() != null) {
            return switch (request.effort()) {
                case "low", "medium", "high" -> request.effort();
                case "xhigh", "max" -> "high";
                default -> null;
            };
        }
        Integer budget = request.thinkingBudgetTokens();
        if (budget == null) {
            return null;
        }
        return budget < 4096 ? "low" : budget < 16384 ? "medium" : "high";
    }

    private static JsonNode outputSchema(JsonNode schema) {
        return schema == null ? null : ToolSchema.clean(schema);
    }
}
