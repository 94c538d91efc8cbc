package io.infiniproxy.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.JsonText;

/** The text of a message's {@code content} where it is an array of parts, as Mistral and some gateways send it. */
final class ContentText {
    private ContentText() {}

    /** Joins the texts of the parts of one type; a part's text may itself be an array of parts. */
    static String joined(JsonNode parts, String type) {
        StringBuilder text = new StringBuilder();
        for (JsonNode part : parts) {
            if (type.equals(part.path("type").asText())) {
                JsonNode value = part.path(type);
                String piece = value.isArray() ? joined(value, "text") : JsonText.of(value);
                text.append(piece == null ? "" : piece);
            }
        }
        return text.isEmpty() ? null : text.toString();
    }
}
