package io.infiniproxy.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** The smallest plausible text, number or truth value that a JSON schema allows. */
final class ScalarExample {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ScalarExample() {}

    static JsonNode of(String type, JsonNode schema) {
        return switch (type) {
            case "integer" -> JSON.numberNode((long) Math.ceil(number(schema)));
            case "number" -> JSON.numberNode(number(schema));
            case "boolean" -> JSON.booleanNode(true);
            case "null" -> JSON.nullNode();
            default -> JSON.textNode(text(schema));
        };
    }

    /** 1, unless that is out of bounds. */
    private static double number(JsonNode schema) {
        double min = schema.path("minimum").asDouble(1);
        if (schema.has("exclusiveMinimum")) {
            min = schema.get("exclusiveMinimum").asDouble() + 1;
        }
        double max = schema.path("maximum").asDouble(Double.MAX_VALUE);
        if (schema.has("exclusiveMaximum")) {
            max = schema.get("exclusiveMaximum").asDouble() - 1;
        }
        return Math.min(Math.max(1, min), max);
    }

    private static String text(JsonNode schema) {
        String text = formatted(schema.path("format").asText());
        int missing = schema.path("minLength").asInt(0) - text.length();
        int maxLength = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        String longEnough = text + ".".repeat(Math.max(0, missing));
        return longEnough.substring(0, Math.min(longEnough.length(), maxLength));
    }

    private static String formatted(String format) {
        return switch (format) {
            case "date" -> "2025-01-01";
            case "time" -> "00:00:00Z";
            case "date-time" -> "2025-01-01T00:00:00Z";
            case "email" -> "demo@example.com";
            case "uri" -> "https://example.com";
            case "hostname" -> "example.com";
            case "ipv4" -> "127.0.0.1";
            case "uuid" -> "00000000-0000-4000-8000-000000000000";
            default -> "demo";
        };
    }
}
