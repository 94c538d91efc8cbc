package io.infiniproxy.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.JsonField;
import java.util.List;

/**
 * Marks the end of a prefix that is worth caching.
 *
 * @param ttl how long, {@code 5m} or {@code 1h}; null leaves it to the backend
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/prompt-caching">Prompt caching</a>
 */
public record CacheControl(String ttl) {

    /** Returns the last mark among content blocks, or null; odd ones are no reason to refuse. */
    static CacheControl last(JsonField content) {
        JsonNode blocks = content.value();
        CacheControl mark = null;
        for (int i = blocks.isArray() ? blocks.size() - 1 : -1; i >= 0 && mark == null; i--) {
            mark = of(blocks.get(i).path("cache_control"));
        }
        return mark;
    }

    /** Returns the mark that a field is, or null. */
    static CacheControl of(JsonField field) {
        return of(field.value());
    }

    private static CacheControl of(JsonNode mark) {
        if (!mark.path("type").asText().equals("ephemeral")) {
            return null;
        }
        String ttl = mark.path("ttl").asText();
        return new CacheControl(List.of("5m", "1h").contains(ttl) ? ttl : null);
    }
}
