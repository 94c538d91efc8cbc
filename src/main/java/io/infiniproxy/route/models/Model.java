package io.infiniproxy.route.models;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;

/**
 * A model that clients can ask for, in one shape that the clients of both providers read.
 *
 * @param created seconds since 1970; 0 when it is not known, as Anthropic's API has it
 * @see <a href="https://platform.openai.com/docs/api-reference/models/object">OpenAI's model</a>
 * @see <a href="https://platform.claude.com/docs/en/api/models/retrieve">Anthropic's model</a>
 */
record Model(String id, String displayName, long created, String ownedBy) {

    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id);
        json.writeStringField("type", "model");
        json.writeStringField("object", "model");
        json.writeStringField("display_name", displayName);
        json.writeStringField("created_at", Instant.ofEpochSecond(created).toString());
        json.writeNumberField("created", created);
        json.writeStringField("owned_by", ownedBy);
        json.writeStringField("lifecycle", "active"); // Anthropic's SDKs refuse a model without one
        json.writeEndObject();
    }
}
