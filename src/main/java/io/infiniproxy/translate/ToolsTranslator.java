package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.anthropic.Tool;
import io.infiniproxy.anthropic.ToolChoice;
import io.infiniproxy.openai.ChatCompletionRequest.FunctionTool;
import io.infiniproxy.openai.ChatCompletionRequest.ToolChoice.Function;
import io.infiniproxy.openai.ChatCompletionRequest.ToolChoice.Mode;
import io.infiniproxy.openai.ChatCompletionRequest.Tools;
import io.infiniproxy.profile.BackendProfile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Translates the tools that a request offers, and which of them the model may or must call. */
final class ToolsTranslator {
    private final MessagesRequest request;
    private final ToolNames toolNames;
    private final BackendProfile profile;

    private ToolsTranslator(MessagesRequest request, ToolNames toolNames, BackendProfile profile) {
        this.request = request;
        this.toolNames = toolNames;
        this.profile = profile;
    }

    static Tools translate(MessagesRequest request, ToolNames toolNames, BackendProfile profile) {
        return new ToolsTranslator(request, toolNames, profile).tools();
    }

    private Tools tools() {
        List<FunctionTool> functions = ToolLimit.of(request, profile.maxTools()).keep(callable()).stream()
                .map(this::function)
                .toList();
        return new Tools(functions, choice(functions), forbidsParallelCalls() ? Boolean.FALSE : null);
    }

    /** Of two tools of one name only the first can be meant; what Anthropic's servers would run, no backend can call. */
    private List<Tool> callable() {
        Set<String> seen = new HashSet<>();
        return request.tools().stream()
                .filter(tool -> tool.isCustom() || tool.inputSchema() != null)
                .filter(tool -> seen.add(toolNames.toBackend(tool.name())))
                .toList();
    }

    private FunctionTool function(Tool tool) {
        JsonNode schema = ToolSchema.clean(tool.inputSchema(), profile);
        boolean strict = profile.strict() && tool.strict() && StrictSchema.accepts(schema);
        return new FunctionTool(
                toolNames.toBackend(tool.name()), cut(tool.description()), schema, strict ? Boolean.TRUE : null);
    }

    private String cut(String description) {
        int most = profile.maxToolDescription();
        boolean isTooLong = description != null && most > 0 && description.length() > most;
        return isTooLong ? description.substring(0, most) : description;
    }

    private io.infiniproxy.openai.ChatCompletionRequest.ToolChoice choice(List<FunctionTool> functions) {
        ToolChoice choice = request.toolChoice();
        if (choice == null) {
            return null;
        }
        if (!profile.forcedToolWhileThinking()
                && ReasoningTranslator.forcesTool(request)
                && ReasoningTranslator.isThinking(request)) {
            return new Mode("auto");
        }
        return switch (choice.type()) {
            case "any" -> new Mode("required");
            case "none" -> new Mode("none");
            case "tool" -> named(toolNames.toBackend(choice.name()), functions);
            default -> new Mode("auto");
        };
    }

    /** A choice of a tool that is not offered would be refused by every backend. */
    private static Function named(String name, List<FunctionTool> functions) {
        boolean offered = functions.stream().anyMatch(tool -> tool.name().equals(name));
        return offered ? new Function(name) : null;
    }

    private boolean forbidsParallelCalls() {
        return profile.parallelToolCalls()
                && request.toolChoice() != null
                && request.toolChoice().disableParallelToolUse();
    }
}
