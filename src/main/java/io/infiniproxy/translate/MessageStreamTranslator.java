package io.infiniproxy.translate;

import io.infiniproxy.anthropic.ApiError;
import io.infiniproxy.anthropic.Message;
import io.infiniproxy.anthropic.MessageStreamEvent;
import io.infiniproxy.anthropic.MessageStreamEvent.ContentBlockDelta;
import io.infiniproxy.anthropic.MessageStreamEvent.ContentBlockStart;
import io.infiniproxy.anthropic.MessageStreamEvent.ContentBlockStop;
import io.infiniproxy.anthropic.MessageStreamEvent.Delta;
import io.infiniproxy.anthropic.MessageStreamEvent.ErrorEvent;
import io.infiniproxy.anthropic.MessageStreamEvent.MessageDelta;
import io.infiniproxy.anthropic.MessageStreamEvent.MessageStart;
import io.infiniproxy.anthropic.MessageStreamEvent.MessageStop;
import io.infiniproxy.anthropic.RefusalStopDetails;
import io.infiniproxy.anthropic.Usage;
import io.infiniproxy.json.LoneSurrogates;
import io.infiniproxy.openai.ChatCompletionChunk;
import io.infiniproxy.openai.ChatCompletionChunk.ToolCallDelta;
import io.infiniproxy.openai.CompletionUsage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    private enum State {
        NEW,
        BETWEEN_BLOCKS,
        IN_BLOCK,
        STOPPED
    }

    private final AnswerIdentity identity;
    private final ToolNames toolNames;
    private final Deque<OpenBlock> openBlocks = new ArrayDeque<>();
    private final ToolCallSlots slots = new ToolCallSlots();
    private final ToolUseIds toolUseIds;
    private final StringBuilder leadingBlank = new StringBuilder();
    private final StringBuilder outputText = new StringBuilder();
    private final StringBuilder refusal = new StringBuilder();
    private final ThinkTags thinkTags;
    private List<MessageStreamEvent> events = new ArrayList<>();
    private State state = State.NEW;
    private int index = -1;
    private boolean toolUsed;
    private boolean answered;
    private String finishReason;
    private String stopSequence;
    private CompletionUsage usage;
    private String backendModel;

    public MessageStreamTranslator(AnswerIdentity identity, ToolNames toolNames) {
        this.identity = identity;
        this.toolNames = toolNames;
        this.toolUseIds = new ToolUseIds(identity.messageId());
        this.thinkTags = new ThinkTags(identity.thinkTags(), this::thinking, this::text);
    }

    /** Returns {@code message_start}, with the estimate of the input: clients show it while the answer comes. */
    public List<MessageStreamEvent> start() {
        expect(State.NEW);
        state = State.BETWEEN_BLOCKS;
        Usage estimate = new Usage(identity.estimatedInputTokens(), 0, 0, 1, 0);
        Message message = new Message(identity.messageId(), identity.model(), List.of(), null, null, null, estimate);
        return List.of(new MessageStart(message));
    }

    /** Returns the events this chunk gives rise to: none, one or several. */
    public List<MessageStreamEvent> accept(ChatCompletionChunk chunk) {
        if (state == State.NEW || state == State.STOPPED) {
            throw new IllegalStateException("Expected a chunk after start() and before the end, but the state is " + state);
        }
        remember(chunk);
        if (ToolCallSlots.isGiven(chunk.reasoning())) {
            thinking(chunk.reasoning());
        }
        if (ToolCallSlots.isGiven(chunk.content())) {
            thinkTags.accept(chunk.content());
        }
        if (ToolCallSlots.isGiven(chunk.refusal())) {
            thinkTags.end();
            refusal.append(chunk.refusal());
            text(chunk.refusal());
        }
        chunk.toolCalls().forEach(this::toolCall);
        sendWhatCanBeSent();
        return takeEvents();
    }

    /**
     * Closes whatever is open: {@code content_block_stop}, {@code message_delta}, {@code message_stop}.
     *
     * @param finalUsage the backend's usage, or an estimate when it gave none
     * @throws BrokenToolCallException if what has been sent of a call is of no use
     */
    public List<MessageStreamEvent> finish(CompletionUsage finalUsage) {
        thinkTags.end();
        while (!openBlocks.isEmpty()) {
            openBlocks.getFirst().end(StopReasons.isCutShort(finishReason));
            send(openBlocks.getFirst());
            stopFirst();
        }
        expect(State.BETWEEN_BLOCKS);
        state = State.STOPPED;
        events.add(messageDelta(UsageTranslator.translateBack(finalUsage)));
        events.add(new MessageStop());
        return takeEvents();
    }

    private MessageDelta messageDelta(Usage finalUsage) {
        String reason = StopReasons.of(
                finishReason, toolUsed, !refusal.isEmpty(), stopSequence, identity.contentFilterStopReason());
        String metSequence = reason.equals("stop_sequence") ? stopSequence : null;
        String explanation = refusal.isEmpty() ? null : LoneSurrogates.replace(refusal.toString());
        RefusalStopDetails details = reason.equals("refusal") ? new RefusalStopDetails(explanation) : null;
        return new MessageDelta(reason, metSequence, details, finalUsage);
    }

    /**
     * Checks what the backend has sent, at its end and before {@link #finish}.
     *
     * @throws BrokenToolCallException if what has been sent of a call is of no use
     */
    public void expectWholeToolCalls() {
        if (!StopReasons.isCutShort(finishReason)) {
            openBlocks.forEach(MessageStreamTranslator::expectWhole);
        }
    }

    private static void expectWhole(OpenBlock block) {
        if (block.isBroken()) {
            throw new BrokenToolCallException("The backend's arguments of a tool call are not a whole JSON object");
        }
    }

    /** Returns the {@code error} event that ends a stream which cannot be completed. */
    public List<MessageStreamEvent> fail(ApiError error) {
        state = State.STOPPED;
        return List.of(new ErrorEvent(error));
    }

    /** Whether the backend has said that the answer is complete. */
    public boolean isFinished() {
        return finishReason != null;
    }

    /** Whether there was any choice: an answer without one is no answer. */
    public boolean isAnswered() {
        return answered;
    }

    /** Returns the usage that the backend has reported, or null. */
    public CompletionUsage usage() {
        return usage;
    }

    /** Returns the model that the backend says has answered, or null. */
    public String backendModel() {
        return backendModel;
    }

    /** Returns all text, thinking and tool arguments so far, to count them when the backend does not. */
    public String outputText() {
        return outputText.toString();
    }

    private void remember(ChatCompletionChunk chunk) {
        answered |= chunk.hasChoice();
        finishReason = chunk.finishReason() == null ? finishReason : chunk.finishReason();
        stopSequence = isOfRequest(chunk.stopSequence()) ? chunk.stopSequence() : stopSequence;
        usage = chunk.usage() == null ? usage : chunk.usage();
        backendModel = chunk.model() == null ? backendModel : chunk.model();
    }

    /** A backend may also name a sequence of its own, of which the client knows nothing. */
    private boolean isOfRequest(String sequence) {
        return sequence != null && identity.stopSequences().contains(sequence);
    }

    private void thinking(String piece) {
        if (!(openBlocks.peekLast() instanceof OpenBlock.Thinking)) {
            open(new OpenBlock.Thinking());
        }
        append(openBlocks.getLast(), piece);
    }

    /** Blank text opens no block: models put line breaks before a tool call, and an empty block confuses clients. */
    private void text(String piece) {
        if (openBlocks.peekLast() instanceof OpenBlock.Text open) {
            append(open, piece);
            return;
        }
        leadingBlank.append(piece);
        if (!piece.isBlank()) {
            String text = leadingBlank.toString();
            open(new OpenBlock.Text());
            append(openBlocks.getLast(), text);
        }
    }

    private void toolCall(ToolCallDelta delta) {
        thinkTags.end();
        OpenBlock.Tool call = slots.find(delta);
        if (call == null) {
            call = new OpenBlock.Tool(toolUseIds.next(delta.id()), toolNames);
            open(call);
            outputText.append(' ');
        }
        slots.put(delta, call);
        if (ToolCallSlots.isGiven(delta.name())) {
            call.addName(delta.name());
        }
        if (delta.arguments() != null) {
            append(call, delta.arguments());
        }
    }

    private void open(OpenBlock block) {
        leadingBlank.setLength(0);
        openBlocks.addLast(block);
    }

    private void append(OpenBlock block, String piece) {
        block.append(piece);
        outputText.append(piece);
    }

    private void sendWhatCanBeSent() {
        while (!openBlocks.isEmpty()) {
            OpenBlock first = openBlocks.getFirst();
            if (isLeftToTheEnd(first)) {
                return;
            }
            send(first);
            if (openBlocks.size() == 1 || !first.isComplete()) {
                return;
            }
            stopFirst();
        }
    }

    /** A call that comes with the end of the answer can still be mended there. */
    private boolean isLeftToTheEnd(OpenBlock block) {
        return finishReason != null && block instanceof OpenBlock.Tool call && !call.isSent();
    }

    private void send(OpenBlock block) {
        if (!block.canStart()) {
            return;
        }
        if (state == State.BETWEEN_BLOCKS) {
            state = State.IN_BLOCK;
            toolUsed |= block instanceof OpenBlock.Tool;
            events.add(new ContentBlockStart(++index, block.start()));
        }
        delta(block, block.takePending(false));
    }

    private void delta(OpenBlock block, String pending) {
        if (!pending.isEmpty()) {
            events.add(new ContentBlockDelta(index, block.delta(pending)));
        }
    }

    /** A tool call whose name never came was never started, and is left out. */
    private void stopFirst() {
        OpenBlock block = openBlocks.removeFirst();
        if (state != State.IN_BLOCK) {
            return;
        }
        delta(block, block.takePending(true));
        if (block instanceof OpenBlock.Tool call && !call.isSent()) {
            events.add(new ContentBlockDelta(index, call.delta(""))); // the Java SDK reads no call without a delta
        }
        if (!StopReasons.isCutShort(finishReason)) {
            expectWhole(block);
        }
        if (block instanceof OpenBlock.Thinking) {
            Delta signature = new Delta.SignatureDelta(ThinkingSignature.of(identity.messageId()));
            events.add(new ContentBlockDelta(index, signature));
        }
        events.add(new ContentBlockStop(index));
        state = State.BETWEEN_BLOCKS;
    }

    private void expect(State expected) {
        if (state != expected) {
            throw new IllegalStateException("Expected the state " + expected + ", but it is " + state);
        }
    }

    private List<MessageStreamEvent> takeEvents() {
        List<MessageStreamEvent> taken = events;
        events = new ArrayList<>();
        return taken;
    }
}
