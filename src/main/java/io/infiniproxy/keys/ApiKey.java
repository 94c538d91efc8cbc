package io.infiniproxy.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.infiniproxy.json.Json;
import io.infiniproxy.limits.Limits;
import io.infiniproxy.limits.LimitsJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * What is known of an API key once it was shown: never the key itself. Times are ISO text in UTC; {@link ApiKeySettings}
 * says what the rest means.
 *
 * @param keyPrefix how the key begins
 * @param lastUsedAt null until it was used
 * @param previousExpiresAt until when the key that this one took the place of is accepted; null when there is none
 */
public record ApiKey(
        long id,
        long userId,
        String keyPrefix,
        String name,
        String createdAt,
        String lastUsedAt,
        boolean isActive,
        String note,
        String expiresAt,
        List<String> models,
        Limits limits,
        String previousExpiresAt) {
    static final String COLUMNS = "id, user_id, key_prefix, name, created_at, last_used_at, is_active, note, expires_at,"
            + " models, limits, previous_expires_at";

    /** Returns how an API key begins; nothing of what is too short for one. */
    public static String prefixOf(String apiKey) {
        return apiKey.length() > 2 * ApiKeySecret.PREFIX_LENGTH ? apiKey.substring(0, ApiKeySecret.PREFIX_LENGTH) : "";
    }

    static ApiKey of(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getLong("id"),
                row.getLong("user_id"),
                row.getString("key_prefix"),
                row.getString("name"),
                row.getString("created_at"),
                row.getString("last_used_at"),
                row.getBoolean("is_active"),
                row.getString("note"),
                row.getString("expires_at"),
                ModelNames.read(row.getString("models")),
                LimitsJson.ofText(row.getString("limits")),
                row.getString("previous_expires_at"));
    }

    ApiKeySettings settings() {
        return new ApiKeySettings(name, note, expiresAt, models, limits, isActive);
    }

    /** Returns what the audit keeps. */
    ObjectNode audited() {
        ObjectNode audited = Json.MAPPER.createObjectNode()
                .put("user_id", userId)
                .put("key_prefix", keyPrefix)
                .put("name", name)
                .put("note", note)
                .put("expires_at", expiresAt)
                .put("is_active", isActive)
                .put("previous_expires_at", previousExpiresAt);
        audited.set("models", Json.MAPPER.valueToTree(models));
        return audited.set("limits", LimitsJson.node(limits));
    }
}
