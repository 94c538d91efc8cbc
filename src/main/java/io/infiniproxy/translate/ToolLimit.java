package io.infiniproxy.translate;

import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolUseBlock;
import io.infiniproxy.anthropic.MessageParam;
import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.anthropic.Tool;
import io.infiniproxy.translate.Change.Kind;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Leaves out tools where a backend takes only so many: first the MCP servers' that this conversation has not called.
 *
 * @param called the names of the tools that the conversation has called or must call
 * @param most 0 means any number
 * @see <a href="https://github.com/musistudio/claude-code-router/issues/686">claude-code-router#686: more than 128 tools</a>
 */
record ToolLimit(Set<String> called, int most) {
    private static final String OF_MCP_SERVER = "mcp__";

    static ToolLimit of(MessagesRequest request, int most) {
        Set<String> called = new HashSet<>();
        for (MessageParam turn : request.messages()) {
            for (ContentBlock block : turn.content()) {
                if (block instanceof ToolUseBlock toolUse) {
                    called.add(toolUse.name());
                }
            }
        }
        if (request.toolChoice() != null && request.toolChoice().name() != null) {
            called.add(request.toolChoice().name());
        }
        return new ToolLimit(called, most);
    }

    /** Returns those that may be sent, in their order. */
    List<Tool> keep(List<Tool> tools, Changes changes) {
        if (most == 0 || tools.size() <= most) {
            return tools;
        }
        Set<Tool> kept = new HashSet<>(
                tools.stream().sorted(Comparator.comparing(this::rank)).limit(most).toList());
        tools.stream().filter(tool -> !kept.contains(tool)).forEach(tool -> noteLeftOut(tool, changes));
        return tools.stream().filter(kept::contains).toList();
    }

    private void noteLeftOut(Tool tool, Changes changes) {
        changes.note(Kind.TOOL_LIMIT, tool, "", Reason.TOO_MANY_TOOLS, most);
    }

    private int rank(Tool tool) {
        return called.contains(tool.name()) ? 0 : tool.name().startsWith(OF_MCP_SERVER) ? 2 : 1;
    }
}
