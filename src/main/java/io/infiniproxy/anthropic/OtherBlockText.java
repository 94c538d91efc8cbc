package io.infiniproxy.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.JsonField;
import java.util.ArrayList;
import java.util.List;

/**
 * What the blocks say that no backend knows: what tools that Anthropic ran were asked and answered, what was compacted.
 * Without their words the model would not know what it had already found out.
 *
 * @see <a href="https://platform.claude.com/docs/en/agents-and-tools/tool-use/server-tools">Server tools</a>
 */
final class OtherBlockText {
    private static final String RESULT = "_tool_result";

    /** The members that can be read, in the order in which they tell most; all else is ids, states and secrets. */
    private static final List<String> READABLE = List.of(
            "title", "url", "tool_name", "error_code", "text", "data", "stdout", "stderr", "source", "content",
            "tool_references");

    private OtherBlockText() {}

    /** Returns the text of a block of this type, or null when it has none. */
    static String of(String type, JsonField block) {
        JsonNode content = block.get("content").value();
        return switch (type) {
            case "server_tool_use", "mcp_tool_use" -> called(block);
            case "compaction", "mid_conv_system" -> joined(content);
            case "container_upload" -> "[file of a container left out: " + block.get("file_id").textOr("unknown") + "]";
            case "fallback", "tool_addition", "tool_removal" -> null;
            default -> type.endsWith(RESULT)
                    ? "[" + type.substring(0, type.length() - RESULT.length()) + " result]\n" + joined(content)
                    : block.get("text").textOr(null);
        };
    }

    private static String called(JsonField block) {
        JsonNode input = block.get("input").value();
        return "[" + block.get("name").textOr("tool") + " called with " + (input.isObject() ? input : "{}") + "]";
    }

    private static String joined(JsonNode content) {
        List<String> lines = new ArrayList<>();
        add(content, lines);
        return String.join("\n", lines);
    }

    private static void add(JsonNode node, List<String> lines) {
        if (node.isTextual() && !node.textValue().isBlank()) {
            lines.add(node.textValue().strip());
        } else if (node.isArray()) {
            node.forEach(element -> add(element, lines));
        } else if (node.path("type").asText().equals("base64")) {
            lines.add("[" + node.path("media_type").asText("file") + " left out]");
        } else if (node.isObject()) {
            READABLE.forEach(name -> add(node.path(name), lines));
        }
    }
}
