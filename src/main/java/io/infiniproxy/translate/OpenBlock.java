package io.infiniproxy.translate;

import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.TextBlock;
import io.infiniproxy.anthropic.ContentBlock.ThinkingBlock;
import io.infiniproxy.anthropic.MessageStreamEvent.Delta;
import io.infiniproxy.json.LoneSurrogates;

/**
 * A content block that has not been stopped yet. What it has received and not yet sent is pending: only the first of the
 * open blocks may send, the others wait for their turn.
 */
abstract sealed class OpenBlock permits OpenBlock.Text, OpenBlock.Thinking, OpenToolCall {
    private final StringBuilder pending = new StringBuilder();

    /** Adds a piece of the block's text or arguments. */
    void append(String piece) {
        pending.append(piece);
    }

    /**
     * Returns what is pending and forgets it; empty when there is nothing. Half of a surrogate pair waits for its partner,
     * but for the last time.
     */
    String takePending(boolean isLast) {
        int length = pending.length();
        if (!isLast && length > 0 && Character.isHighSurrogate(pending.charAt(length - 1))) {
            length--;
        }
        String taken = pending.substring(0, length);
        pending.delete(0, length);
        return LoneSurrogates.replace(taken);
    }

    /** Puts {@code replacement} in the place of what is pending. */
    void replacePending(String replacement) {
        pending.setLength(0);
        pending.append(replacement);
    }

    /**
     * Nothing follows in this block.
     *
     * @param cutShort whether the answer ended before the model was done
     */
    void end(boolean cutShort) {}

    /**
     * Checks that what has been sent is of use.
     *
     * @throws BrokenToolCallException if it is not, and can no longer be mended
     */
    void expectWhole() {}

    /** Whether {@code content_block_start} can be made. */
    boolean canStart() {
        return true;
    }

    /** Whether nothing can follow in this block once another one has begun. */
    boolean isComplete() {
        return true;
    }

    /** The block as {@code content_block_start} shows it: empty. */
    abstract ContentBlock start();

    abstract Delta delta(String piece);

    static final class Text extends OpenBlock {
        @Override
        ContentBlock start() {
            return new TextBlock("");
        }

        @Override
        Delta delta(String piece) {
            return new Delta.TextDelta(piece);
        }
    }

    /** Thinking, and what the backend wants back with it; of the two, one may be missing. */
    static final class Thinking extends OpenBlock {
        private final ReasoningState state;

        Thinking(ReasoningState state) {
            this.state = state;
        }

        ReasoningState state() {
            return state;
        }

        @Override
        ContentBlock start() {
            return new ThinkingBlock("", "");
        }

        @Override
        Delta delta(String piece) {
            return new Delta.ThinkingDelta(piece);
        }
    }
}
