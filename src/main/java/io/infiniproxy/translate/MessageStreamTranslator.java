package io.infiniproxy.translate;

import io.infiniproxy.anthropic.ApiError;
import io.infiniproxy.anthropic.Message;
import io.infiniproxy.anthropic.MessageStreamEvent;
import io.infiniproxy.anthropic.MessageStreamEvent.Delta;
import io.infiniproxy.anthropic.Usage;
import io.infiniproxy.openai.ChatCompletionChunk;
import io.infiniproxy.openai.CompletionUsage;
import java.util.List;

/**
 * Turns Chat Completions chunks into Messages stream events. A whole completion is translated as one chunk. One instance
 * an answer; not thread-safe.
 *
 * <p>Blocks are strictly one after the other: the first of the open blocks is sent as it comes, those that began while it
 * was incomplete wait. A block of text or thinking is complete when another block begins; a tool call when its arguments
 * are.
 *
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/streaming">Streaming messages</a>
 */
public final class MessageStreamTranslator {
    private final AnswerIdentity identity;
    private final MessageEvents events = new MessageEvents();
    private final OpenBlocks blocks;
    private final ThinkTags thinkTags;
    private final StopSequences stopSequences;
    private final CompletionEnd end;
    private boolean toolUsed;

    public MessageStreamTranslator(AnswerIdentity identity, ToolNames toolNames) {
        this.identity = identity;
        this.blocks = new OpenBlocks(identity.messageId(), toolNames);
        this.end = new CompletionEnd(identity);
        this.stopSequences = new StopSequences(identity.stopSequences(), blocks::text, end::stop);
        this.thinkTags = new ThinkTags(identity.thinkTags(), blocks::thinking, stopSequences::accept);
    }

    /** Returns {@code message_start}, with the estimate of the input: clients show it while the answer comes. */
    public List<MessageStreamEvent> start() {
        Usage estimate = new Usage(identity.estimatedInputTokens(), 0, 0, 1, 0);
        events.start(new Message(identity.messageId(), identity.model(), List.of(), null, null, null, estimate));
        return events.take();
    }

    /** Returns the events this chunk gives rise to: none, one or several. */
    public List<MessageStreamEvent> accept(ChatCompletionChunk chunk) {
        events.expectOpen();
        end.accept(chunk);
        if (!stopSequences.isMet()) {
            acceptContent(chunk);
        }
        chunk.toolCalls().forEach(blocks::toolCall);
        sendWhatCanBeSent();
        return events.take();
    }

    private void acceptContent(ChatCompletionChunk chunk) {
        if (ToolCallSlots.isGiven(chunk.reasoning())) {
            stopSequences.end();
            blocks.thinking(chunk.reasoning());
        }
        blocks.reasoningDetails(chunk.reasoningDetails());
        if (ToolCallSlots.isGiven(chunk.content())) {
            thinkTags.accept(chunk.content());
        }
        if (ToolCallSlots.isGiven(chunk.refusal()) || !chunk.toolCalls().isEmpty()) {
            endText();
        }
        if (stopSequences.isMet()) {
            blocks.beginNoMoreCalls();
        } else if (ToolCallSlots.isGiven(chunk.refusal())) {
            blocks.text(chunk.refusal());
        }
    }

    /** Nothing that is held back of the text can be more than text. */
    private void endText() {
        thinkTags.end();
        stopSequences.end();
    }

    /** Whether what the backend may still send is of use: after a stop sequence only what completes the calls before it. */
    public boolean wantsMore() {
        return !stopSequences.isMet() || blocks.hasIncompleteCall();
    }

    /**
     * Closes whatever is open: {@code content_block_stop}, {@code message_delta}, {@code message_stop}.
     *
     * @param finalUsage the backend's usage, or an estimate when it gave none
     * @throws BrokenToolCallException if what has been sent of a call is of no use
     */
    public List<MessageStreamEvent> finish(CompletionUsage finalUsage) {
        endText();
        blocks.openThinkingForState();
        while (!blocks.isEmpty()) {
            blocks.first().end(end.isCutShort());
            send(blocks.first());
            stopFirst();
        }
        events.end(end.messageDelta(toolUsed, finalUsage));
        return events.take();
    }

    /**
     * Checks what the backend has sent, at its end and before {@link #finish}.
     *
     * @throws BrokenToolCallException if what has been sent of a call is of no use
     */
    public void expectWholeToolCalls() {
        if (!end.isCutShort()) {
            blocks.expectWhole();
        }
    }

    /** Returns the {@code error} event that ends a stream which cannot be completed. */
    public List<MessageStreamEvent> fail(ApiError error) {
        events.fail(error);
        return events.take();
    }

    /** Whether the backend has said that the answer is complete. */
    public boolean isFinished() {
        return end.isFinished();
    }

    /** Whether there was any choice: an answer without one is no answer. */
    public boolean isAnswered() {
        return end.isAnswered();
    }

    /** Returns the usage that the backend has reported, or null. */
    public CompletionUsage usage() {
        return end.usage();
    }

    /** Returns the model that the backend says has answered, or null. */
    public String backendModel() {
        return end.backendModel();
    }

    /** Returns all text, thinking and tool arguments so far, to count them when the backend does not. */
    public String outputText() {
        return blocks.outputText();
    }

    private void sendWhatCanBeSent() {
        while (!blocks.isEmpty() && !isLeftToTheEnd(blocks.first())) {
            send(blocks.first());
            if (!blocks.isFirstComplete()) {
                return;
            }
            stopFirst();
        }
    }

    /** A call that comes with the end of the answer can still be mended there. */
    private boolean isLeftToTheEnd(OpenBlock block) {
        return end.isFinished() && block instanceof OpenToolCall call && !call.isSent();
    }

    private void send(OpenBlock block) {
        if (!block.canStart()) {
            return;
        }
        if (!events.isInBlock()) {
            toolUsed |= block instanceof OpenToolCall;
            events.startBlock(block.start());
        }
        sendPending(block, false);
    }

    private void sendPending(OpenBlock block, boolean isLast) {
        String pending = block.takePending(isLast);
        if (!pending.isEmpty()) {
            events.delta(block.delta(pending));
        }
    }

    /** A tool call whose name never came was never started, and is left out. */
    private void stopFirst() {
        OpenBlock block = blocks.removeFirst();
        if (!events.isInBlock()) {
            return;
        }
        sendPending(block, true);
        if (!end.isCutShort()) {
            block.expectWhole();
        }
        sendLastDelta(block);
        events.stopBlock();
    }

    /** Clients need a signature of thinking, and the Java SDK reads no call without a delta. */
    private void sendLastDelta(OpenBlock block) {
        if (block instanceof OpenBlock.Thinking thinking) {
            events.delta(new Delta.SignatureDelta(ThinkingSignature.of(identity.messageId(), thinking.state())));
        } else if (block instanceof OpenToolCall call && !call.isSent()) {
            events.delta(call.delta(""));
        }
    }
}
