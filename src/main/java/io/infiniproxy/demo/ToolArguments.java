package io.infiniproxy.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Arguments that a tool accepts: plausible values for what it requires, and the file it is about. */
final class ToolArguments {
    private ToolArguments() {}

    static ToolCall call(Tool tool) {
        return new ToolCall(tool.name(), required(tool).toString());
    }

    static ToolCall call(Tool tool, String file) {
        var arguments = required(tool);
        tool.pathProperty().ifPresent(property -> arguments.put(property, file));
        return new ToolCall(tool.name(), arguments.toString());
    }

    private static ObjectNode required(Tool tool) {
        return SchemaExample.of(tool.parameters()) instanceof ObjectNode object ? object : Json.object();
    }
}
