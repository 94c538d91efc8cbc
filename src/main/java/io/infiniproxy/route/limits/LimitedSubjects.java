package io.infiniproxy.route.limits;

import io.infiniproxy.keys.Caller;
import io.infiniproxy.limits.Limited;
import io.infiniproxy.limits.Subject;
import java.util.ArrayList;
import java.util.List;

/** Whose limits a caller's requests come under. */
final class LimitedSubjects {
    private LimitedSubjects() {}

    /** Returns the key and the user, as far as they have limits. */
    static List<Limited> of(Caller caller) {
        if (caller.keyLimits().isNone() && caller.userLimits().isNone()) {
            return List.of();
        }
        List<Limited> subjects = new ArrayList<>(2);
        if (!caller.keyLimits().isNone()) {
            subjects.add(new Limited(
                    Subject.ofApiKey(caller.apiKeyId()), "The API key " + caller.apiKeyId(), caller.keyLimits()));
        }
        if (!caller.userLimits().isNone()) {
            subjects.add(new Limited(Subject.ofUser(caller.userId()), "The user " + caller.username(), caller.userLimits()));
        }
        return subjects;
    }
}
