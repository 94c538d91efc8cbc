package io.infiniproxy.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.JsonField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds what a request holds and nothing acts on: members, whole tools and whole system blocks. Marks for the cache in messages
 * are not among them; they are read with their message. One instance a request.
 */
final class IgnoredMembers {
    private static final Set<String> OF_REQUEST = Set.of(
            "model", "max_tokens", "messages", "system", "stream", "temperature", "top_p", "top_k", "stop_sequences", "tools",
            "tool_choice", "thinking", "output_config", "output_format", "metadata", "service_tier", "speed", "cache_control");
    private static final Set<String> OF_THINKING = Set.of("type", "budget_tokens");
    private static final Set<String> OF_OUTPUT_CONFIG = Set.of("effort", "format");
    private static final Set<String> OF_METADATA = Set.of("user_id");
    private static final Set<String> OF_TOOL_CHOICE = Set.of("type", "name", "disable_parallel_tool_use");
    private static final Set<String> OF_TOOL = Set.of(
            "type", "name", "description", "input_schema", "strict", "input_examples", "display_width_px", "display_height_px",
            "display_number");
    private static final Set<String> OF_MESSAGE = Set.of("role", "content");
    private static final Map<String, Set<String>> OF_BLOCKS = Map.of(
            "text", Set.of("type", "text", "cache_control"),
            "image", Set.of("type", "source", "cache_control"),
            "document", Set.of("type", "source", "title", "context", "cache_control"),
            "search_result", Set.of("type", "source", "title", "content", "cache_control"),
            "tool_use", Set.of("type", "id", "name", "input", "cache_control"),
            "tool_result", Set.of("type", "tool_use_id", "content", "is_error", "cache_control"),
            "tool_reference", Set.of("type", "tool_name", "cache_control"),
            "thinking", Set.of("type", "thinking", "signature"));

    /** Enough for a long conversation, and an end for a request that holds nothing else. */
    private static final int MAX_PATHS = 1000;

    private static final int MAX_NAME_LENGTH = 40;

    private List<String> paths = List.of();

    private IgnoredMembers() {}

    /** Returns the paths, in the order of the body; a member that is null or empty says nothing and is not named. */
    static List<String> of(JsonNode request) {
        IgnoredMembers ignored = new IgnoredMembers();
        ignored.members(request, OF_REQUEST, () -> "");
        ignored.members(request.path("thinking"), OF_THINKING, () -> "thinking.");
        ignored.members(request.path("output_config"), OF_OUTPUT_CONFIG, () -> "output_config.");
        ignored.members(request.path("metadata"), OF_METADATA, () -> "metadata.");
        ignored.members(request.path("tool_choice"), OF_TOOL_CHOICE, () -> "tool_choice.");
        ignored.system(request.path("system"));
        ignored.tools(request.path("tools"));
        ignored.messages(request.path("messages"));
        return ignored.paths;
    }

    private void members(JsonNode object, Set<String> known, Supplier<String> prefix) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!known.contains(member.getKey()) && saysSomething(member.getValue())) {
                add(prefix.get() + shown(member.getKey()));
            }
        }
    }

    /** A client's text must not make lines of its own in a log; a name of no characters must be seen all the same. */
    private static String shown(String name) {
        String plain = name.isEmpty() ? "?" : name.replaceAll("[^\\w$-]", "?");
        return plain.length() > MAX_NAME_LENGTH ? plain.substring(0, MAX_NAME_LENGTH) + "…" : plain;
    }

    private static boolean saysSomething(JsonNode value) {
        return !value.isNull() && (!value.isContainerNode() || !value.isEmpty());
    }

    private void system(JsonNode blocks) {
        for (int i = 0; blocks.isArray() && i < blocks.size(); i++) {
            int index = i;
            JsonNode block = blocks.get(i);
            if (block.isObject() && !block.path("type").asText().equals("text")) {
                add("system[" + i + "]");
            } else {
                members(block, OF_BLOCKS.get("text"), () -> "system[" + index + "].");
            }
        }
    }

    /** Of a tool that Anthropic's servers would run, everything goes with it. */
    private void tools(JsonNode tools) {
        for (int i = 0; tools.isArray() && i < tools.size(); i++) {
            int index = i;
            JsonNode tool = tools.get(i);
            if (MessagesRequestReader.isNameless(new JsonField("tools", tool))) {
                add("tools[" + i + "]");
            } else if (tool.has("input_schema")) {
                members(tool, OF_TOOL, () -> "tools[" + index + "].");
            }
        }
    }

    private void messages(JsonNode messages) {
        for (int i = 0; i < messages.size(); i++) {
            int message = i;
            members(messages.get(i), OF_MESSAGE, () -> "messages[" + message + "].");
            blocks(messages.get(i).path("content"), () -> "messages[" + message + "].content");
        }
    }

    private void blocks(JsonNode blocks, Supplier<String> path) {
        for (int i = 0; blocks.isArray() && i < blocks.size(); i++) {
            int index = i;
            JsonNode block = blocks.get(i);
            String type = block.path("type").asText();
            Set<String> known = OF_BLOCKS.get(type);
            if (known != null) {
                members(block, known, () -> path.get() + "[" + index + "].");
            }
            if (type.equals("tool_result")) {
                blocks(block.path("content"), () -> path.get() + "[" + index + "].content");
            }
        }
    }

    private void add(String path) {
        paths = paths.isEmpty() ? new ArrayList<>() : paths;
        if (paths.size() < MAX_PATHS) {
            paths.add(path);
        }
    }
}
