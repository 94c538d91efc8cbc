package io.infiniproxy.route;

import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.translate.Changes;
import io.infiniproxy.translate.ToolNames;

/**
 * What the backend is sent for a Messages request.
 *
 * @param model the backend's model
 * @param profileName the name of the profile
 * @param toolNames the names of the request's tools, for the way back
 * @param body the Chat Completions request
 * @param changes what was changed and dropped
 */
public record BackendRequest(
        String model, String profileName, BackendProfile profile, ToolNames toolNames, byte[] body, Changes changes) {}
