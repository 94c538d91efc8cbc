package io.infiniproxy.anthropic;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A tool that the client offers.
 *
 * @param type null or {@code custom} for the client's own tools; others are tools that Anthropic defines
 * @param inputSchema a JSON Schema; missing in tools that Anthropic defines
 * @param strict whether the model's input has to fit the schema
 */
public record Tool(String type, String name, String description, JsonNode inputSchema, boolean strict) {

    public boolean isCustom() {
        return type == null || type.equals("custom");
    }
}
