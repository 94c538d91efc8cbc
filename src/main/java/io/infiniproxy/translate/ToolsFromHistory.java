package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolUseBlock;
import io.infiniproxy.anthropic.MessageParam;
import io.infiniproxy.openai.ChatCompletionRequest.FunctionTool;
import io.infiniproxy.translate.Change.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tools for a conversation that has called some and offers none any more, as when Claude Code asks for a summary: gateways in
 * front of Amazon Bedrock refuse it otherwise.
 *
 * @see <a href="https://docs.litellm.ai/docs/completion/input#litellm-specific-params">LiteLLM: modify_params</a>
 */
final class ToolsFromHistory {
    private static final String DESCRIPTION = "Was called earlier in this conversation, and cannot be called any more.";

    private ToolsFromHistory() {}

    /** Returns a tool for each name that was called, in the order of the first calls. */
    static List<FunctionTool> of(List<MessageParam> messages, ToolNames toolNames, Changes changes) {
        Map<String, FunctionTool> tools = new LinkedHashMap<>();
        for (MessageParam message : messages) {
            for (ContentBlock block : message.content()) {
                if (block instanceof ToolUseBlock call && !tools.containsKey(toolNames.toBackend(call.name()))) {
                    FunctionTool tool = tool(toolNames.toBackend(call.name()));
                    tools.put(tool.name(), tool);
                    changes.note(Kind.TOOL_FROM_HISTORY, call, Reason.TOOL_OF_EARLIER_CALL);
                }
            }
        }
        return List.copyOf(tools.values());
    }

    private static FunctionTool tool(String name) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.putObject("properties");
        return new FunctionTool(name, DESCRIPTION, schema, null);
    }
}
