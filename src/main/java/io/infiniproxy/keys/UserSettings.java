package io.infiniproxy.keys;

import io.infiniproxy.limits.Limits;

/**
 * What an admin can set of a user.
 *
 * @param email null for none
 * @param note null for none
 * @param limits of all keys of the user together
 * @param isActive whether the user's keys are accepted
 */
public record UserSettings(String email, String note, Limits limits, boolean isActive) {
    /** What a user has of whom nothing is said. */
    public static final UserSettings NEW = new UserSettings(null, null, Limits.NONE, true);

    UserSettings deactivated() {
        return new UserSettings(email, note, limits, false);
    }
}
