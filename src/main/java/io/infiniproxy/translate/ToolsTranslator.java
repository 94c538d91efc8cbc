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
import io.infiniproxy.profile.BackendProfile.WebSearchField;
import io.infiniproxy.translate.Change.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Translates the tools that a request offers, and which of them the model may or must call. */
record ToolsTranslator(MessagesRequest request, ToolNames toolNames, BackendProfile profile, Changes changes) {

    static Tools translate(MessagesRequest request, ToolNames toolNames, BackendProfile profile, Changes changes) {
        return new ToolsTranslator(request, toolNames, profile, changes).tools();
    }

    private Tools tools() {
        List<FunctionTool> functions = new ArrayList<>(request.tools().size());
        for (Tool tool : ToolLimit.of(request, profile.maxTools()).keep(callable(), changes)) {
            functions.add(function(tool));
        }
        if (functions.isEmpty() && profile.toolsFromHistory()) {
            List<FunctionTool> earlier = ToolsFromHistory.of(request.messages(), toolNames, changes);
            return new Tools(earlier, earlier.isEmpty() ? null : new Mode("none"), null);
        }
        return new Tools(functions, choice(functions), forbidsParallelCalls(functions) ? Boolean.FALSE : null);
    }

    /** Of two tools of one name only the first can be meant; what Anthropic's servers would run, no backend can call. */
    private List<Tool> callable() {
        Set<String> seen = new HashSet<>();
        List<Tool> callable = new ArrayList<>(request.tools().size());
        for (Tool tool : request.tools()) {
            if (!tool.isRunByClient()) {
                noteServerTool(tool);
            } else if (seen.add(toolNames.toBackend(tool.name()))) {
                callable.add(tool);
            } else {
                changes.note(Kind.DUPLICATE_TOOL, tool, "", Reason.TOOL_NAMED_TWICE);
            }
        }
        return callable;
    }

    private void noteServerTool(Tool tool) {
        boolean isAsked = WebSearch.is(tool)
                && profile.webSearch() != WebSearchField.NONE
                && WebSearch.isAllThatIsOffered(request);
        if (isAsked) {
            changes.note(Kind.WEB_SEARCH, tool, "", Reason.BACKEND_SEARCHES);
        } else {
            changes.note(Kind.SERVER_TOOL, tool, "", Reason.ANTHROPIC_RUNS_IT);
        }
    }

    private FunctionTool function(Tool tool) {
        if (!tool.isCustom()) {
            changes.note(Kind.DEFINED_TOOL, tool, "", Reason.ANTHROPIC_KNOWS_IT);
        }
        JsonNode schema = schema(tool);
        boolean strict = profile.strict() && tool.strict() && StrictSchema.accepts(schema);
        if (tool.strict() && !strict) {
            changes.note(Kind.STRICT, tool, ".strict", Reason.NOT_STRICT);
        }
        return new FunctionTool(name(tool), description(tool), schema, strict ? Boolean.TRUE : null);
    }

    private String name(Tool tool) {
        String name = toolNames.toBackend(tool.name());
        if (!name.equals(tool.name())) {
            changes.note(Kind.TOOL_NAME, tool, ".name", Reason.NAME_CUT);
        }
        return name;
    }

    private JsonNode schema(Tool tool) {
        SchemaChanges schemaChanges = new SchemaChanges();
        JsonNode schema = ToolSchema.clean(tool.inputSchema(), profile, schemaChanges);
        schemaChanges.tell((kind, reason, keywords) -> changes.note(kind, tool, ".input_schema", reason, keywords));
        return schema;
    }

    private String description(Tool tool) {
        String description = withExamples(tool);
        int most = profile.maxToolDescription();
        boolean isTooLong = description != null && most > 0 && description.length() > most;
        if (isTooLong) {
            changes.note(
                    Kind.TOOL_DESCRIPTION,
                    tool,
                    ".description",
                    Reason.DESCRIPTION_CUT,
                    description.length(),
                    most);
        }
        return isTooLong ? description.substring(0, most) : description;
    }

    /** @see <a href="https://platform.claude.com/docs/en/agents-and-tools/tool-use/define-tools">Define tools</a> */
    private String withExamples(Tool tool) {
        if (tool.inputExamples().isEmpty()) {
            return tool.description();
        }
        changes.note(Kind.INPUT_EXAMPLES, tool, ".input_examples", Reason.EXAMPLES_IN_DESCRIPTION);
        StringBuilder text = new StringBuilder(Objects.requireNonNullElse(tool.description(), ""));
        text.append(text.isEmpty() ? "" : "\n\n").append("Examples of its input:");
        tool.inputExamples().forEach(example -> text.append('\n').append(example));
        return text.toString();
    }

    private io.infiniproxy.openai.ChatCompletionRequest.ToolChoice choice(List<FunctionTool> functions) {
        ToolChoice choice = request.toolChoice();
        if (choice == null) {
            return null;
        }
        if (functions.isEmpty()) {
            changes.note(Kind.TOOL_CHOICE_DROPPED, "tool_choice", Reason.NO_TOOL_LEFT);
            return null;
        }
        if (!profile.forcedToolWhileThinking()
                && ReasoningTranslator.forcesTool(request)
                && ReasoningTranslator.isThinking(request)) {
            changes.note(Kind.TOOL_CHOICE, "tool_choice", Reason.NOT_FORCED_WHILE_THINKING);
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
    private Function named(String name, List<FunctionTool> functions) {
        boolean offered = functions.stream().anyMatch(tool -> tool.name().equals(name));
        if (!offered) {
            changes.note(Kind.TOOL_CHOICE_DROPPED, "tool_choice", Reason.CHOSEN_TOOL_NOT_OFFERED);
        }
        return offered ? new Function(name) : null;
    }

    private boolean forbidsParallelCalls(List<FunctionTool> functions) {
        if (request.toolChoice() == null || !request.toolChoice().disableParallelToolUse() || functions.isEmpty()) {
            return false;
        }
        if (!profile.parallelToolCalls()) {
            changes.note(
                    Kind.PARALLEL_TOOL_USE,
                    "tool_choice.disable_parallel_tool_use",
                    Reason.NO_PARALLEL_TOOL_CALLS);
        }
        return profile.parallelToolCalls();
    }
}
