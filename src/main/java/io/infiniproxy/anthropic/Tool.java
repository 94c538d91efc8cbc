package io.infiniproxy.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A tool that the client offers.
 *
 * @param index where it stands in the request's {@code tools}
 * @param type null or {@code custom} for the client's own tools; others are tools that Anthropic defines
 * @param inputSchema a JSON Schema; missing in tools that Anthropic defines
 * @param strict whether the model's input has to fit the schema
 * @param inputExamples inputs that show how it is used; may be empty
 */
public record Tool(
        int index,
        String type,
        String name,
        String description,
        JsonNode inputSchema,
        boolean strict,
        List<JsonNode> inputExamples) {

    public boolean isCustom() {
        return type == null || type.equals("custom");
    }

    /** Whether the client runs it; the others Anthropic's servers would run, and no backend can call them. */
    public boolean isRunByClient() {
        return isCustom() || inputSchema != null;
    }
}
