package io.infiniproxy.keys;

import io.infiniproxy.limits.Limits;
import java.util.List;

/**
 * Whose request it is: the API key that came with it, the user who holds that key, and what they may do.
 *
 * @param models the models that the key may ask for, a {@code *} at the end for all that begin so; null for all
 * @param keyLimits of this key alone
 * @param userLimits of all keys of the user together
 */
public record Caller(
        long apiKeyId, long userId, String username, List<String> models, Limits keyLimits, Limits userLimits) {

    /** Returns whether the key may ask for this model; null, for a request that names none, only where it may for all. */
    public boolean mayAskFor(String model) {
        return models == null || model != null && ModelNames.include(models, model);
    }
}
