package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Makes a tool's schema one that backends take: an object with properties, without {@code $schema}, and without members
 * that are null where the standard wants a value.
 *
 * @see <a href="https://github.com/anthropics/claude-code/issues/49637">claude-code#49637: "required": null</a>
 * @see <a href="https://github.com/maximhq/bifrost/issues/1752">bifrost#1752: an object without properties</a>
 */
final class ToolSchema {
    private ToolSchema() {}

    /** Returns the schema for the backend; {@code schema} itself stays as it is. */
    static JsonNode clean(JsonNode schema) {
        ObjectNode cleaned = JsonNodeFactory.instance.objectNode();
        if (schema != null) {
            schema.properties().forEach(member -> cleaned.set(member.getKey(), member.getValue()));
        }
        cleaned.remove("$schema");
        if (cleaned.path("required").isNull()) {
            cleaned.remove("required");
        }
        if (!cleaned.hasNonNull("type")) {
            cleaned.put("type", "object");
        }
        if (!cleaned.hasNonNull("properties")) {
            cleaned.putObject("properties");
        }
        return cleaned;
    }
}
