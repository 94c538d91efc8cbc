package io.infiniproxy.route;

import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.backend.BackendModel;
import io.infiniproxy.backend.BodyEdit;
import io.infiniproxy.backend.LearnedEdits;
import io.infiniproxy.openai.ChatCompletionRequestWriter;
import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.profile.BackendProfiles;
import io.infiniproxy.translate.Change.Kind;
import io.infiniproxy.translate.Changes;
import io.infiniproxy.translate.Reason;
import io.infiniproxy.translate.RequestTranslator;
import io.infiniproxy.translate.ToolNames;
import java.util.Map;
import java.util.Optional;

/** Makes what the backend is sent for a Messages request. Threadsafe. */
public final class BackendRequests {
    private final BackendModel backendModel;
    private final BackendProfiles profiles;
    private final LearnedEdits learned;

    /** {@code learned} is what models are known to refuse. */
    public BackendRequests(BackendModel backendModel, BackendProfiles profiles, LearnedEdits learned) {
        this.backendModel = backendModel;
        this.profiles = profiles;
        this.learned = learned;
    }

    /**
     * Returns the same for other profiles.
     *
     * @throws io.infiniproxy.profile.InvalidProfileException if there is no such profile, flag or value
     */
    public BackendRequests with(Optional<String> profile, Map<String, String> flags) {
        return new BackendRequests(backendModel, profiles.with(profile, flags), learned);
    }

    /** Makes it as the backend's profile for the model says, and as the model is known to take it by what it has refused. */
    public BackendRequest of(MessagesRequest request) {
        String model = backendModel.forMessages(request.model());
        BackendProfile profile = profiles.forModel(model);
        ToolNames toolNames = ToolNames.of(request.tools());
        Changes changes = new Changes();
        byte[] translated = ChatCompletionRequestWriter.bytes(
                RequestTranslator.translate(request, toolNames, model, profile, changes));
        byte[] body = learned.apply(model, translated, edit -> note(edit, changes));
        return new BackendRequest(model, profiles.nameForModel(model), profile, toolNames, body, changes);
    }

    /** These are members of what the backend is sent, not of what the client has sent. */
    private static void note(BodyEdit edit, Changes changes) {
        switch (edit) {
            case BodyEdit.Remove removed -> changes.note(Kind.LEARNED_EDIT, edit.name(), Reason.LEARNED_REMOVE);
            case BodyEdit.Rename(String name, String newName) ->
                changes.note(Kind.LEARNED_EDIT, name, Reason.LEARNED_RENAME, newName);
            case BodyEdit.Limit(String name, long most) -> changes.note(Kind.LEARNED_EDIT, name, Reason.LEARNED_LIMIT, most);
                };
    }
}
