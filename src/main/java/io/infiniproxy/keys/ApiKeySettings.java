package io.infiniproxy.keys;

import io.infiniproxy.limits.Limits;
import java.util.List;

/**
 * What an admin can set of an API key.
 *
 * @param name null for none
 * @param note null for none
 * @param expiresAt from when on the key is refused, as the database keeps times; null for never
 * @param models the models that the key may ask for, a {@code *} at the end for all that begin so; null for all
 * @param limits of this key alone
 * @param isActive whether the key is accepted
 */
public record ApiKeySettings(
        String name, String note, String expiresAt, List<String> models, Limits limits, boolean isActive) {
    /** What a key has of which nothing is said. */
    public static final ApiKeySettings NEW = named(null);

    /** Returns what a key has of which nothing but its name is said. */
    public static ApiKeySettings named(String name) {
        return new ApiKeySettings(name, null, null, null, Limits.NONE, true);
    }

    ApiKeySettings deactivated() {
        return new ApiKeySettings(name, note, expiresAt, models, limits, false);
    }
}
