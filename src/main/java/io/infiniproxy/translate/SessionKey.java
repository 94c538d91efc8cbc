package io.infiniproxy.translate;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.infiniproxy.digest.Sha256;
import io.infiniproxy.json.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The client's session as a {@code prompt_cache_key}. Claude Code puts the session into {@code metadata.user_id}, as JSON or
 * at the end of a name. That itself never goes out: it names the account, and backends refuse its characters or its length.
 *
 * @see <a href="https://github.com/BerriAI/litellm/issues/40342">litellm#40342: its first 64 characters are the same in
 *     every session</a>
 * @see <a href="https://github.com/aattaran/deepclaude/issues/17">deepclaude#17: its characters are refused</a>
 */
final class SessionKey {
    private static final Pattern SESSION = Pattern.compile("_session_([0-9a-fA-F-]{8,64})$");
    private static final int LENGTH = 32;

    private SessionKey() {}

    /** Returns a hash of the session, or null when {@code userId} names none. */
    static String of(String userId) {
        String session = userId == null ? "" : session(userId);
        return session.isEmpty() ? null : Sha256.hex(session).substring(0, LENGTH);
    }

    private static String session(String userId) {
        Matcher matcher = SESSION.matcher(userId);
        if (matcher.find()) {
            return matcher.group(1);
        }
        try {
            return userId.startsWith("{") ? Json.read(userId).path("session_id").asText() : "";
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
