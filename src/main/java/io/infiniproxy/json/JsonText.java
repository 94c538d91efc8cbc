package io.infiniproxy.json;

import com.fasterxml.jackson.databind.JsonNode;

/** The text of a value from a party that may send anything. */
public final class JsonText {
    private JsonText() {}

    /** Returns the text of a string, or null for everything else. */
    public static String of(JsonNode value) {
        return value.isTextual() ? value.textValue() : null;
    }

    /** Returns the text of a string or a number, or null for everything else. */
    public static String ofScalar(JsonNode value) {
        return value.isTextual() || value.isNumber() ? value.asText() : null;
    }
}
