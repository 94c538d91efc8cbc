package io.infiniproxy.admin.status;

import io.infiniproxy.backend.BackendHealth;
import io.infiniproxy.profile.BackendProfiles;
import io.infiniproxy.settings.BackendUrl;
import io.infiniproxy.sql.UtcTime;
import java.util.Map;
import java.util.Optional;

/**
 * The backend as it is configured, and how it does.
 *
 * @param model the one model that is asked for, if there is one
 */
public record ConfiguredBackend(
        BackendUrl url, boolean isDemo, Optional<String> model, BackendProfiles profiles, BackendHealth health) {
    /** A model that no profile is made for. */
    private static final String ANY_MODEL = "";

    /**
     * What is told of it.
     *
     * @param url without the query, in which some backends take their key
     * @param model null where clients choose
     * @param profile of that model, or of those that no profile is made for
     * @param flags those of the profile that are not the default's
     * @param failingSince null while calls bring answers
     * @param lastError null until a call has failed
     */
    record Description(
            String url,
            String host,
            boolean demo,
            String model,
            String profile,
            boolean profileIsGuessed,
            Map<String, String> flags,
            String status,
            String failingSince,
            String lastError,
            String lastErrorAt) {}

    Description describe() {
        String profiled = model.orElse(ANY_MODEL);
        Optional<BackendHealth.Trouble> trouble = health.lastTrouble();
        String failingSince = health.failingSince().map(UtcTime::text).orElse(null);
        return new Description(
                url.base().toString(),
                url.base().getHost(),
                isDemo,
                model.orElse(null),
                profiles.nameForModel(profiled),
                profiles.isGuessed(),
                profiles.flagsBesideDefault(profiled),
                failingSince == null ? "healthy" : "failing",
                failingSince,
                trouble.map(BackendHealth.Trouble::message).orElse(null),
                trouble.map(found -> UtcTime.text(found.at())).orElse(null));
    }
}
