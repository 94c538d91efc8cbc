package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.openai.ChatCompletionChunk.ToolCallDelta;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The blocks of one answer that have begun and are not stopped yet, in the order in which they began: which piece of the answer
 * belongs to which. Not thread-safe.
 */
final class OpenBlocks {
    private final Deque<OpenBlock> blocks = new ArrayDeque<>();
    private final ToolCallSlots slots = new ToolCallSlots();
    private final StringBuilder leadingBlank = new StringBuilder();
    private final StringBuilder outputText = new StringBuilder();
    private final ToolNames toolNames;
    private final ToolUseIds toolUseIds;
    private ReasoningState unsentState = new ReasoningState();
    private boolean full;

    OpenBlocks(String messageId, ToolNames toolNames) {
        this.toolNames = toolNames;
        this.toolUseIds = new ToolUseIds(messageId);
    }

    void thinking(String piece) {
        if (!(blocks.peekLast() instanceof OpenBlock.Thinking)) {
            openThinking();
        }
        append(blocks.getLast(), piece);
    }

    /** Keeps what the backend wants back with its reasoning: in the thinking that is open, or else in the next. */
    void reasoningDetails(List<JsonNode> details) {
        state().addDetails(details);
    }

    private ReasoningState state() {
        return blocks.peekLast() instanceof OpenBlock.Thinking open ? open.state() : unsentState;
    }

    private void openThinking() {
        OpenBlock thinking = new OpenBlock.Thinking(unsentState);
        unsentState = new ReasoningState();
        open(thinking);
    }

    /** Gives what is kept a block without text, as Claude's own thinking is where it is omitted. */
    void openThinkingForState() {
        if (!unsentState.isEmpty()) {
            openThinking();
        }
    }

    /** Blank text opens no block: models put line breaks before a tool call, and an empty block confuses clients. */
    void text(String piece) {
        if (blocks.peekLast() instanceof OpenBlock.Text open) {
            append(open, piece);
            return;
        }
        leadingBlank.append(piece);
        if (!piece.isBlank()) {
            String text = leadingBlank.toString();
            openThinkingForState();
            open(new OpenBlock.Text());
            append(blocks.getLast(), text);
        }
    }

    void toolCall(ToolCallDelta delta) {
        OpenToolCall call = slots.find(delta);
        if (call == null && full) {
            return;
        }
        boolean begins = call == null;
        call = begins ? new OpenToolCall(toolUseIds.next(delta.id()), toolNames) : call;
        if (delta.extraContent() != null && call.sign()) {
            state().addExtraContent(call.id(), delta.extraContent());
        }
        if (begins) {
            openThinkingForState();
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
        blocks.addLast(block);
    }

    private void append(OpenBlock block, String piece) {
        block.append(piece);
        outputText.append(piece);
    }

    /** From now on no call begins; those that have begun still get their arguments. */
    void beginNoMoreCalls() {
        full = true;
    }

    /** Whether a call has begun whose arguments are not complete. */
    boolean hasIncompleteCall() {
        return blocks.stream().anyMatch(block -> !block.isComplete());
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /** Returns the only block that may be sent now. */
    OpenBlock first() {
        return blocks.getFirst();
    }

    /** Whether nothing can follow in the first block. */
    boolean isFirstComplete() {
        return blocks.size() > 1 && first().isComplete();
    }

    OpenBlock removeFirst() {
        return blocks.removeFirst();
    }

    /**
     * Checks what is open, at the backend's end.
     *
     * @throws BrokenToolCallException if what has been sent of a call is of no use
     */
    void expectWhole() {
        blocks.forEach(OpenBlock::expectWhole);
    }

    /** Returns all text, thinking and tool arguments so far. */
    String outputText() {
        return outputText.toString();
    }
}
