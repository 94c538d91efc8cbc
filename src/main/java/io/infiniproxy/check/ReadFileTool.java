package io.infiniproxy.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infiniproxy.json.Json;

/** The tool that a check offers. */
final class ReadFileTool {
    private ReadFileTool() {}

    /** Returns the tool; the two APIs differ in the name of the member that holds its schema. */
    static ObjectNode withSchemaIn(String member) {
        ObjectNode tool = Json.MAPPER.createObjectNode().put("name", "read_file").put("description", "Reads a file");
        ObjectNode schema = tool.putObject(member).put("type", "object");
        schema.putObject("properties").putObject("path").put("type", "string").put("description", "The file's path");
        schema.putArray("required").add("path");
        return tool;
    }
}
