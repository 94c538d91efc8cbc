package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.profile.BackendProfile.SchemaKeywords;
import java.util.regex.Pattern;

/**
 * Makes a tool's schema one that backends take: an object with properties, without {@code $schema} and {@code $id}, without members that
 * are null where the standard wants a value, and without patterns that only JavaScript understands.
 *
 * @see <a href="https://github.com/anthropics/claude-code/issues/49637">claude-code#49637: "required": null</a>
 * @see <a href="https://github.com/maximhq/bifrost/issues/1752">bifrost#1752: an object without properties</a>
 * @see <a href="https://github.com/anthropics/claude-code/issues/92969">claude-code#92969: one pattern with \p makes OpenAI
 *     refuse every request</a>
 */
final class ToolSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** OpenAI compiles patterns with Python's {@code re}: escapes and named groups that it does not have. */
    private static final Pattern NOT_PYTHON =
            Pattern.compile("\\\\[a-zA-Z&&[^AbBdDsSwWZafnrtvxuUN]]|\\\\[ux]\\{|\\(\\?<[a-zA-Z_]");

    private final SchemaChanges changes;

    private ToolSchema(SchemaChanges changes) {
        this.changes = changes;
    }

    /** Returns what every backend takes; {@code schema} itself stays as it is. */
    private ObjectNode clean(JsonNode schema) {
        ObjectNode cleaned = schema == null ? NODES.objectNode() : cleanObject(schema);
        RootCombinators.flatten(cleaned, changes);
        if (!cleaned.has("type")) {
            cleaned.put("type", "object");
            changes.rewritten("type");
        }
        addProperties(cleaned);
        return cleaned;
    }

    private void addProperties(ObjectNode object) {
        if (!object.has("properties")) {
            object.putObject("properties");
            changes.rewritten("properties");
        }
    }

    /** Returns the schema with the keywords that the backend takes. */
    static JsonNode clean(JsonNode schema, BackendProfile profile, SchemaChanges changes) {
        JsonNode cleaned = new ToolSchema(changes).clean(schema);
        return profile.schemaKeywords() == SchemaKeywords.BASIC ? BasicSchema.of(cleaned, changes) : cleaned;
    }

    private ObjectNode cleanObject(JsonNode schema) {
        ObjectNode cleaned = NODES.objectNode();
        schema.properties().forEach(member -> {
            String keyword = member.getKey();
            if (isTaken(keyword, member.getValue())) {
                cleaned.set(keyword, cleanMember(keyword, member.getValue()));
            } else {
                changes.removed(keyword);
            }
        });
        if (cleaned.path("type").asText().equals("object")) {
            addProperties(cleaned);
        }
        return cleaned;
    }

    private static boolean isTaken(String keyword, JsonNode value) {
        return switch (keyword) {
            case "$schema", "$id" -> false;
            case "type", "properties", "required" -> !value.isNull();
            case "pattern" -> isPython(value.asText());
            default -> true;
        };
    }

    private static boolean isPython(String pattern) {
        return !NOT_PYTHON.matcher(pattern).find();
    }

    private JsonNode cleanMember(String keyword, JsonNode value) {
        return switch (keyword) {
            case "patternProperties" -> cleanEach(withPatternsOfPython(value));
            case "properties", "dependentSchemas", "$defs", "definitions" -> cleanEach(value);
            case "items", "prefixItems", "anyOf", "oneOf", "allOf", "not", "if", "then", "else" -> cleanSchema(value);
            case "additionalProperties", "propertyNames", "contains" -> cleanSchema(value);
            default -> value;
        };
    }

    private JsonNode withPatternsOfPython(JsonNode schemas) {
        ObjectNode taken = NODES.objectNode();
        schemas.properties().forEach(member -> {
            if (isPython(member.getKey())) {
                taken.set(member.getKey(), member.getValue());
            } else {
                changes.removed("patternProperties");
            }
        });
        return schemas.isObject() ? taken : schemas;
    }

    /** The names in here are the schema's own, whatever they are. */
    private JsonNode cleanEach(JsonNode schemas) {
        ObjectNode cleaned = NODES.objectNode();
        schemas.properties().forEach(member -> cleaned.set(member.getKey(), cleanSchema(member.getValue())));
        return schemas.isObject() ? cleaned : schemas;
    }

    /** A schema may be true or false; where several are taken, it is an array. */
    private JsonNode cleanSchema(JsonNode schema) {
        if (schema.isArray()) {
            ArrayNode cleaned = NODES.arrayNode(schema.size());
            schema.forEach(element -> cleaned.add(cleanSchema(element)));
            return cleaned;
        }
        return schema.isObject() ? cleanObject(schema) : schema;
    }
}
