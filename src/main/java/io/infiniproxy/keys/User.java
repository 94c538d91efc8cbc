package io.infiniproxy.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.limits.Limits;
import io.infiniproxy.limits.LimitsJson;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Someone who may hold API keys. Times are ISO text in UTC; {@link UserSettings} says what the rest means. */
public record User(
        long id, String username, String email, String createdAt, boolean isActive, String note, Limits limits) {
    static final String COLUMNS = "id, username, email, created_at, is_active, note, limits";

    static User of(ResultSet row) throws SQLException {
        return new User(
                row.getLong("id"),
                row.getString("username"),
                row.getString("email"),
                row.getString("created_at"),
                row.getBoolean("is_active"),
                row.getString("note"),
                LimitsJson.ofText(row.getString("limits")));
    }

    UserSettings settings() {
        return new UserSettings(email, note, limits, isActive);
    }

    /** Returns what the audit keeps. */
    ObjectNode audited() {
        return Json.MAPPER.createObjectNode()
                .put("username", username)
                .put("email", email)
                .put("note", note)
                .put("is_active", isActive)
                .set("limits", LimitsJson.node(limits));
    }
}
