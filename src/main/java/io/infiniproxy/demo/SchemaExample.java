package io.infiniproxy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** The smallest value that fits a JSON schema, as far as the demo understands schemas: patterns it does not. */
final class SchemaExample {
    /** Ends schemas that contain themselves. */
    private static final int MAX_DEPTH = 16;
    /** Where a schema that contains itself should rather take the way out it offers. */
    private static final int NULL_FROM_DEPTH = 3;

    private final JsonNode root;

    private SchemaExample(JsonNode root) {
        this.root = root;
    }

    static JsonNode of(JsonNode schema) {
        return new SchemaExample(schema).value(schema, 0);
    }

    private JsonNode value(JsonNode schema, int depth) {
        if (depth > MAX_DEPTH) {
            return Json.MAPPER.nullNode();
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (!schema.path("enum").isEmpty()) {
            return schema.get("enum").get(0);
        }
        return composed(schema, depth + 1);
    }

    private JsonNode composed(JsonNode schema, int depth) {
        if (schema.has("$ref")) {
            return value(referred(schema.get("$ref").asText()), depth);
        }
        for (String keyword : new String[] {"anyOf", "oneOf"}) {
            if (!schema.path(keyword).isEmpty()) {
                return value(option(schema.get(keyword), depth), depth);
            }
        }
        return schema.path("allOf").isEmpty() ? typed(schema, depth) : merged(schema.get("allOf"), depth);
    }

    /** A reference such as {@code #/$defs/node}; other documents cannot be reached, and anything fits them. */
    private JsonNode referred(String ref) {
        return ref.equals("#") || ref.startsWith("#/") ? root.at(ref.substring(1)) : Json.object();
    }

    private static JsonNode option(JsonNode options, int depth) {
        boolean wantsNull = depth > NULL_FROM_DEPTH;
        return StreamSupport.stream(options.spliterator(), false)
                .filter(option -> option.path("type").asText().equals("null") == wantsNull)
                .findFirst()
                .orElse(options.get(0));
    }

    private JsonNode merged(JsonNode schemas, int depth) {
        var merged = Json.object();
        for (JsonNode schema : schemas) {
            JsonNode value = value(schema, depth);
            if (!(value instanceof ObjectNode object)) {
                return value;
            }
            merged.setAll(object);
        }
        return merged;
    }

    private JsonNode typed(JsonNode schema, int depth) {
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            default -> ScalarExample.of(type(schema), schema);
        };
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            boolean nullFirst = type.path(0).asText().equals("null") && type.size() > 1;
            return type.path(nullFirst ? 1 : 0).asText();
        }
        String implied = schema.has("properties") ? "object" : schema.has("items") ? "array" : "string";
        return type.asText(implied);
    }

    private ObjectNode object(JsonNode schema, int depth) {
        var object = Json.object();
        for (JsonNode name : schema.path("required")) {
            object.set(name.asText(), value(schema.path("properties").path(name.asText()), depth));
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, int depth) {
        var array = Json.array();
        IntStream.range(0, schema.path("minItems").asInt(0))
                .forEach(i -> array.add(value(schema.path("items"), depth)));
        return array;
    }
}
