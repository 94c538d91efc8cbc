package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * Whether a schema is one that OpenAI takes with {@code strict}: every object closed, all its properties required, and
 * no format but those that are documented.
 *
 * @see <a href="https://platform.openai.com/docs/guides/structured-outputs#supported-schemas">OpenAI: supported schemas</a>
 */
final class StrictSchema {
    private static final Set<String> REFUSED = Set.of(
            "allOf", "oneOf", "not", "dependentRequired", "dependentSchemas", "if", "then", "else", "patternProperties",
            "propertyNames", "prefixItems", "contains");

    private static final Set<String> FORMATS = Set.of(
            "date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid");

    private StrictSchema() {}

    static boolean accepts(JsonNode schema) {
        if (schema.isArray()) {
            return allAccepted(schema);
        }
        if (!schema.isObject()) {
            return true;
        }
        boolean isRefused = REFUSED.stream().anyMatch(schema::has);
        return !isRefused
                && (!schema.has("format") || FORMATS.contains(schema.path("format").asText()))
                && (!schema.has("properties") || isClosed(schema))
                && allAccepted(schema.path("properties"))
                && allAccepted(schema.path("$defs"))
                && accepts(schema.path("items"))
                && accepts(schema.path("anyOf"));
    }

    private static boolean allAccepted(JsonNode schemas) {
        for (JsonNode schema : schemas) {
            if (!accepts(schema)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isClosed(JsonNode object) {
        JsonNode open = object.path("additionalProperties");
        int required = object.path("required").size();
        return open.isBoolean() && !open.booleanValue() && required == object.path("properties").size();
    }
}
