package io.infiniproxy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Decides which tools the demo calls: one that reads the files the user names, or the one the request demands. */
final class ToolCallChoice {
    private static final int MAX_PARALLEL = 5;

    private final JsonNode toolChoice;
    private final List<Tool> tools;
    private final Conversation conversation;
    private final List<String> files;

    private ToolCallChoice(JsonNode request, Conversation conversation) {
        this.toolChoice = request.path("tool_choice");
        this.tools = Tool.of(request);
        this.conversation = conversation;
        this.files = files(request, conversation);
    }

    /** The calls to make; none when the answer is a text. */
    static List<ToolCall> calls(JsonNode request, Conversation conversation) {
        return new ToolCallChoice(request, conversation).calls();
    }

    private static List<String> files(JsonNode request, Conversation conversation) {
        int max = request.path("parallel_tool_calls").asBoolean(true) ? MAX_PARALLEL : 1;
        return FileNames.in(conversation.lastUserText()).stream().limit(max).toList();
    }

    private List<ToolCall> calls() {
        if (toolChoice.isObject()) {
            return callsOf(namedTool());
        }
        return switch (toolChoice.asText("auto")) {
            case "none" -> List.of();
            case "required" -> callsOf(anyTool());
            default -> freeCalls();
        };
    }

    private List<ToolCall> freeCalls() {
        if (files.isEmpty() || conversation.endsWithToolResults()) {
            return List.of();
        }
        return toolForFiles().map(this::callsOf).orElse(List.of());
    }

    /** One call for each file, or a single one when the tool takes none or none is named. */
    private List<ToolCall> callsOf(Tool tool) {
        if (files.isEmpty() || tool.pathProperty().isEmpty()) {
            return List.of(ToolArguments.call(tool));
        }
        return files.stream().map(file -> ToolArguments.call(tool, file)).toList();
    }

    /** Never one that changes files: what the demo would write is made up, and the file is the user's own. */
    private Optional<Tool> toolForFiles() {
        return tools.stream()
                .filter(tool -> !tool.changesFiles())
                .filter(tool -> tool.pathProperty().isPresent())
                .min(Comparator.comparingInt(Tool::distanceFromReading));
    }

    private Tool anyTool() {
        var first = tools.stream().findFirst();
        return (files.isEmpty() ? first : toolForFiles().or(() -> first))
                .orElseThrow(() -> rejected("\"required\" needs tools, but there are none"));
    }

    private Tool namedTool() {
        String name = toolChoice.path("function").path("name").asText();
        return tools.stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow(() -> rejected("expected the name of one of the tools, got \"" + name + "\""));
    }

    private static RejectedRequestException rejected(String message) {
        return RejectedRequestException.invalid("tool_choice", "tool_choice: " + message);
    }
}
