package io.infiniproxy.keys;

import io.infiniproxy.limits.LimitsJson;
import io.infiniproxy.sql.UtcTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

/** A caller, and until when the key that it came with is accepted: text as the database keeps times, null for ever. */
record KnownCaller(Caller caller, String expiresAt) {

    /** Reads a row; a key that was rotated away expires when its grace ends, if it does not expire before. */
    static KnownCaller of(ResultSet row) throws SQLException {
        Caller caller = new Caller(
                row.getLong("api_key_id"),
                row.getLong("user_id"),
                row.getString("username"),
                ModelNames.read(row.getString("models")),
                LimitsJson.ofText(row.getString("key_limits")),
                LimitsJson.ofText(row.getString("user_limits")));
        String expiresAt = Stream.of(row.getString("expires_at"), row.getString("grace_ends_at"))
                .filter(Objects::nonNull)
                .min(String::compareTo)
                .orElse(null);
        return new KnownCaller(caller, expiresAt);
    }

    boolean isExpiredAt(Instant now) {
        return expiresAt != null && expiresAt.compareTo(UtcTime.text(now)) <= 0;
    }
}
