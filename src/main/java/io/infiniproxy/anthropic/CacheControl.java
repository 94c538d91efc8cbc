package io.infiniproxy.anthropic;

import io.infiniproxy.json.JsonField;
import java.util.List;
import java.util.Objects;

/**
 * Marks the end of a prefix that is worth caching.
 *
 * @param ttl how long, {@code 5m} or {@code 1h}; null leaves it to the backend
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/prompt-caching">Prompt caching</a>
 */
public record CacheControl(String ttl) {

    /** Returns the last mark among content blocks, or null; odd ones are no reason to refuse. */
    static CacheControl last(JsonField content) {
        return content.isArray()
                ? content.elements().stream()
                        .map(block -> of(block.get("cache_control")))
                        .filter(Objects::nonNull)
                        .reduce(null, (before, mark) -> mark)
                : null;
    }

    /** Returns the mark that a field is, or null. */
    static CacheControl of(JsonField field) {
        if (!field.get("type").textOr("").equals("ephemeral")) {
            return null;
        }
        String ttl = field.get("ttl").textOr("");
        return new CacheControl(List.of("5m", "1h").contains(ttl) ? ttl : null);
    }
}
