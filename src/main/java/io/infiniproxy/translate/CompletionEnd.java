package io.infiniproxy.translate;

import io.infiniproxy.anthropic.MessageStreamEvent.MessageDelta;
import io.infiniproxy.anthropic.RefusalStopDetails;
import io.infiniproxy.json.LoneSurrogates;
import io.infiniproxy.openai.ChatCompletionChunk;
import io.infiniproxy.openai.CompletionUsage;

/** What a backend says of its answer besides the content: who gives it, why it ends, and what it has used. Not thread-safe. */
final class CompletionEnd {
    private final AnswerIdentity identity;
    private final StringBuilder refusal = new StringBuilder();
    private boolean answered;
    private boolean stopped;
    private String finishReason;
    private String stopSequence;
    private CompletionUsage usage;
    private String backendModel;

    CompletionEnd(AnswerIdentity identity) {
        this.identity = identity;
    }

    /** What a later chunk says replaces what an earlier one has said. */
    void accept(ChatCompletionChunk chunk) {
        answered |= chunk.hasChoice();
        usage = chunk.usage() == null ? usage : chunk.usage();
        backendModel = chunk.model() == null ? backendModel : chunk.model();
        if (!stopped) {
            finishReason = chunk.finishReason() == null ? finishReason : chunk.finishReason();
            stopSequence = isOfRequest(chunk.stopSequence()) ? chunk.stopSequence() : stopSequence;
            refusal.append(chunk.refusal() == null ? "" : chunk.refusal());
        }
    }

    /** The answer ends before this sequence of the request, whatever else the backend says of its end. */
    void stop(String sequence) {
        stopped = true;
        finishReason = "stop";
        stopSequence = sequence;
        refusal.setLength(0);
    }

    /** A backend may also name a sequence of its own, of which the client knows nothing. */
    private boolean isOfRequest(String sequence) {
        return sequence != null && identity.stopSequences().contains(sequence);
    }

    /** Returns the event that tells the client why the answer ends. */
    MessageDelta messageDelta(boolean toolUsed, CompletionUsage finalUsage) {
        boolean refused = !refusal.isEmpty();
        String reason =
                StopReasons.of(finishReason, toolUsed, refused, stopSequence, identity.contentFilterStopReason());
        String explanation = refused ? LoneSurrogates.replace(refusal.toString()) : null;
        return new MessageDelta(
                reason,
                reason.equals("stop_sequence") ? stopSequence : null,
                reason.equals("refusal") ? new RefusalStopDetails(explanation) : null,
                UsageTranslator.translateBack(finalUsage));
    }

    /** Whether the backend has said that the answer is complete. */
    boolean isFinished() {
        return finishReason != null;
    }

    /** Whether the answer ended before the model was done. */
    boolean isCutShort() {
        return StopReasons.isCutShort(finishReason);
    }

    /** Whether there was any choice. */
    boolean isAnswered() {
        return answered;
    }

    /** Returns the usage, or null. */
    CompletionUsage usage() {
        return usage;
    }

    /** Returns the model, or null. */
    String backendModel() {
        return backendModel;
    }
}
