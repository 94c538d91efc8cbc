package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.TextBlock;
import io.infiniproxy.anthropic.ContentBlock.ThinkingBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolUseBlock;
import io.infiniproxy.anthropic.MessageStreamEvent.Delta;
import io.infiniproxy.json.LoneSurrogates;
import java.util.Set;

/**
 * A content block that has not been stopped yet. What it has received and not yet sent is pending: only the first of the
 * open blocks may send, the others wait for their turn.
 */
abstract sealed class OpenBlock {
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

    /** A tool call. It starts when its name is known, and is complete when its arguments are a whole JSON object. */
    static final class Tool extends OpenBlock {
        private final ToolInput input = new ToolInput(this::propertyNames);
        private final String id;
        private final ToolNames toolNames;
        private String name = "";
        private boolean ended;
        private boolean sent;
        private boolean signed;

        Tool(String id, ToolNames toolNames) {
            this.id = id;
            this.toolNames = toolNames;
        }

        /** Whether this call, which is complete, is what {@code otherName} and {@code otherArguments} say again. */
        boolean isRepeatedBy(String otherName, String otherArguments) {
            return otherName.equals(name) && input.isRepeatedBy(otherArguments);
        }

        String id() {
            return id;
        }

        private Set<String> propertyNames() {
            return toolNames.propertyNames(name);
        }

        /** Whether this is the first time that something is to be kept of this call: some backends repeat it. */
        boolean sign() {
            boolean first = !signed;
            signed = true;
            return first;
        }

        /** Names come whole, repeated, or in pieces. */
        void addName(String piece) {
            if (!piece.equals(name)) {
                name += piece;
            }
        }

        @Override
        void append(String piece) {
            boolean wasComplete = input.isComplete();
            super.append(input.accept(piece));
            if (input.isEndless()) {
                throw new BrokenToolCallException("The backend sends nothing but blanks as the arguments of " + name);
            }
            if (input.isComplete() && !wasComplete) {
                mend();
            }
        }

        @Override
        void end(boolean cutShort) {
            ended = true;
            if (!cutShort || input.isOtherThanObject()) {
                mend();
            }
        }

        /** What has been sent cannot be mended. */
        private void mend() {
            String mended = sent ? null : input.mend();
            if (mended != null) {
                replacePending(mended);
            }
        }

        @Override
        void expectWhole() {
            if (sent && !input.isObject()) {
                throw new BrokenToolCallException("The backend's arguments of a tool call are not a whole JSON object");
            }
        }

        /** Whether a part of its arguments has been sent. */
        boolean isSent() {
            return sent;
        }

        @Override
        String takePending(boolean isLast) {
            String taken = super.takePending(isLast);
            sent |= !taken.isEmpty();
            return taken;
        }

        /** The name is held back while it could be the beginning of a tool's name. */
        @Override
        boolean canStart() {
            return !name.isEmpty() && (ended || !input.isEmpty() || !toolNames.isBeginning(name));
        }

        @Override
        boolean isComplete() {
            return input.isComplete();
        }

        @Override
        ContentBlock start() {
            return new ToolUseBlock(id, toolNames.toClient(name), JsonNodeFactory.instance.objectNode());
        }

        @Override
        Delta delta(String piece) {
            return new Delta.InputJsonDelta(piece);
        }
    }
}
