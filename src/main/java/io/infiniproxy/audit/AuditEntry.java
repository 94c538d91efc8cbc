package io.infiniproxy.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * An administrative change, as the audit has it. Of what existed before and after, it has the members that changed.
 *
 * @param at ISO text in UTC
 * @param subjectId null where the subject has no id
 * @param before null for what did not exist before
 */
public record AuditEntry(
        long id,
        String at,
        String actor,
        String action,
        String subjectKind,
        Long subjectId,
        JsonNode before,
        JsonNode after) {

    static AuditEntry of(ResultSet row) throws SQLException {
        long subjectId = row.getLong("subject_id");
        boolean hasSubject = !row.wasNull();
        return new AuditEntry(
                row.getLong("id"),
                row.getString("at"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject_kind"),
                hasSubject ? subjectId : null,
                json(row.getString("before")),
                json(row.getString("after")));
    }

    private static JsonNode json(String text) {
        try {
            return text == null ? null : Json.read(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("expected JSON in the audit, got something else", e);
        }
    }
}
