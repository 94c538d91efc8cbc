package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.infiniproxy.anthropic.Tool;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of one request's tools as a backend takes them, and the way back. A name that is too long or has other
 * characters is cut and ends in a hash, so that it is the same in every turn.
 *
 * @see <a href="https://github.com/anthropics/claude-code/issues/22327">claude-code#22327: names of over 64 characters</a>
 */
public final class ToolNames {
    private static final int MAX_LENGTH = 64;

    private final Map<String, String> originals = new HashMap<>();
    private final Map<String, JsonNode> offered = new HashMap<>();

    /** Names of the tools of one request. */
    public static ToolNames of(List<Tool> tools) {
        ToolNames names = new ToolNames();
        for (Tool tool : tools) {
            String sent = names.toBackend(tool.name());
            names.offered.put(sent, tool.inputSchema() == null ? MissingNode.getInstance() : tool.inputSchema());
            if (!sent.equals(tool.name())) {
                names.originals.put(sent, tool.name());
            }
        }
        return names;
    }

    /** Returns the name that the backend is told. */
    String toBackend(String name) {
        return accepted(name);
    }

    /** Returns {@code name} as every backend takes it, for places that tell of a tool. */
    static String accepted(String name) {
        return AsciiWord.of(name, MAX_LENGTH);
    }

    /** Returns the client's name of a tool that the backend calls. */
    String toClient(String name) {
        return originals.getOrDefault(name, name);
    }

    /** Whether {@code name}, as a backend says it, is but the beginning of the name of a tool. */
    boolean isBeginning(String name) {
        return !offered.containsKey(name) && offered.keySet().stream().anyMatch(tool -> tool.startsWith(name));
    }

    /** Returns the names of all properties, however deep, in the schema of the tool that the backend calls {@code name}. */
    Set<String> propertyNames(String name) {
        Set<String> names = new HashSet<>();
        addPropertyNames(offered.getOrDefault(name, MissingNode.getInstance()), names);
        return names;
    }

    private static void addPropertyNames(JsonNode schema, Set<String> names) {
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        schema.forEach(part -> addPropertyNames(part, names));
    }
}
