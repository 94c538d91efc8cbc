package io.infiniproxy.translate;

import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.openai.ChatCompletionRequest.Limits;
import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.translate.Change.Kind;
import java.util.List;
import java.util.Locale;

/** Translates the limits of the answer, and how its words are chosen. */
record LimitsTranslator(MessagesRequest request, BackendProfile profile, Changes changes) {

    static Limits translate(MessagesRequest request, BackendProfile profile, Changes changes) {
        return new LimitsTranslator(request, profile, changes).limits();
    }

    private Limits limits() {
        return new Limits(
                maxTokens(),
                profile.maxTokensField().name().toLowerCase(Locale.ROOT),
                taken(request.temperature(), profile.temperature(), Kind.TEMPERATURE),
                taken(request.topP(), profile.topP(), Kind.TOP_P),
                taken(request.topK(), profile.topK(), Kind.TOP_K),
                stop());
    }

    /**
     * Zero asks for no answer, which no backend knows.
     *
     * @see <a href="https://github.com/router-for-me/CLIProxyAPI/issues/2758">CLIProxyAPI#2758: a limit too high is refused</a>
     */
    private Integer maxTokens() {
        Integer asked = request.maxTokens();
        if (asked == null) {
            return null;
        }
        int most = profile.maxOutputTokens() == 0 ? Integer.MAX_VALUE : profile.maxOutputTokens();
        int taken = Math.clamp(asked, 1, most);
        if (taken > asked) {
            changes.note(Kind.MAX_TOKENS, "max_tokens", Reason.MAX_TOKENS_RAISED);
        } else if (taken < asked) {
            changes.note(
                    Kind.MAX_TOKENS, "max_tokens", Reason.MAX_TOKENS_LOWERED, asked, taken);
        }
        return taken;
    }

    /** The member is called as the kind. */
    private <T> T taken(T value, boolean isTaken, Kind kind) {
        if (value != null && !isTaken) {
            changes.note(kind, kind.id(), Reason.NOT_TAKEN);
        }
        return isTaken ? value : null;
    }

    private List<String> stop() {
        List<String> asked = request.stopSequences();
        int most = profile.maxStopSequences();
        for (int i = most; i < asked.size(); i++) {
            changes.note(
                    Kind.STOP_SEQUENCES,
                    "stop_sequences[" + i + "]",
                    most == 0 ? Reason.NO_STOP_SEQUENCES : Reason.FEW_STOP_SEQUENCES,
                    most);
        }
        return asked.size() <= most ? asked : asked.subList(0, most);
    }
}
