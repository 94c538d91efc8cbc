package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * A schema without the keywords that some backends refuse. What it says less, the client still checks.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/structured-output#json_schema_support">Gemini: JSON Schema support</a>
 */
final class BasicSchema {
    private static final String CONST = "const";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> REFUSED = Set.of(
            "propertyNames", "patternProperties", "dependentRequired", "dependentSchemas", "unevaluatedProperties",
            "unevaluatedItems", "if", "then", "else", "not", "contains", "minContains", "maxContains", "const",
            "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "uniqueItems", "examples", "$comment", "contentEncoding",
            "contentMediaType");
    private static final Set<String> FORMATS = Set.of("date-time", "date", "time", "enum");

    private BasicSchema() {}

    /** Returns the schema; {@code schema} itself stays as it is. */
    static JsonNode of(JsonNode schema, SchemaChanges changes) {
        if (schema.isArray()) {
            ArrayNode basic = NODES.arrayNode(schema.size());
            schema.forEach(element -> basic.add(of(element, changes)));
            return basic;
        }
        return schema.isObject() ? object(schema, changes) : schema;
    }

    private static ObjectNode object(JsonNode schema, SchemaChanges changes) {
        ObjectNode basic = NODES.objectNode();
        schema.properties().forEach(member -> {
            String keyword = member.getKey();
            if (isTaken(keyword, member.getValue())) {
                basic.set(keyword, value(keyword, member.getValue(), changes));
            } else if (isSaidByEnum(keyword, schema)) {
                changes.rewritten(keyword);
            } else {
                changes.removed(keyword);
            }
        });
        if (isSaidByEnum(CONST, schema)) {
            basic.putArray("enum").add(schema.get(CONST));
        }
        return basic;
    }

    private static boolean isSaidByEnum(String keyword, JsonNode schema) {
        return keyword.equals(CONST) && schema.has(CONST) && !schema.has("enum");
    }

    /** What is given as a value is no schema, whatever it looks like. */
    private static JsonNode value(String keyword, JsonNode value, SchemaChanges changes) {
        return switch (keyword) {
            case "properties", "$defs", "definitions" -> each(value, changes);
            case "enum", "default", "required" -> value;
            default -> of(value, changes);
        };
    }

    private static boolean isTaken(String keyword, JsonNode value) {
        return keyword.equals("format") ? FORMATS.contains(value.asText()) : !REFUSED.contains(keyword);
    }

    /** The names in here are the schema's own, whatever they are. */
    private static JsonNode each(JsonNode schemas, SchemaChanges changes) {
        ObjectNode basic = NODES.objectNode();
        schemas.properties().forEach(member -> basic.set(member.getKey(), of(member.getValue(), changes)));
        return schemas.isObject() ? basic : schemas;
    }
}
