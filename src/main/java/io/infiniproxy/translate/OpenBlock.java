package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.TextBlock;
import io.infiniproxy.anthropic.ContentBlock.ThinkingBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolUseBlock;
import io.infiniproxy.anthropic.MessageStreamEvent.Delta;
import io.infiniproxy.json.LoneSurrogates;

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

    /** Whether what has been sent is of no use, and can no longer be mended. */
    boolean isBroken() {
        return false;
    }

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

    static final class Thinking extends OpenBlock {
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
        /** More than any layout of JSON has between two values. */
        private static final int MAX_BLANKS = 500;

        private final JsonProgress progress = new JsonProgress();
        private final StringBuilder arguments = new StringBuilder();
        private final String id;
        private final ToolNames toolNames;
        private String name = "";
        private boolean ended;
        private boolean sent;
        private int blanks;

        Tool(String id, ToolNames toolNames) {
            this.id = id;
            this.toolNames = toolNames;
        }

        /** Whether this call, which is complete, is what {@code otherName} and {@code otherArguments} say again. */
        boolean isRepeatedBy(String otherName, String otherArguments) {
            return otherName.equals(name)
                    && (otherArguments == null
                            || !otherArguments.strip().startsWith("{")
                            || ToolArguments.parse(otherArguments).equals(ToolArguments.parse(arguments.toString())));
        }

        /** Names come whole, repeated, or in pieces. */
        void addName(String piece) {
            if (!piece.equals(name)) {
                name += piece;
            }
        }

        /**
         * What follows a complete object is a repetition, and is left out. What does not begin as an object waits for the
         * end, to be mended.
         */
        @Override
        void append(String piece) {
            expectNoEndlessBlanks(piece);
            boolean sending = progress.isObject();
            String taken = piece.substring(0, progress.accept(piece));
            arguments.append(taken);
            if (progress.isObject()) {
                super.append(sending ? taken : arguments.toString());
            }
            if (progress.isComplete() && !taken.isEmpty()) {
                mend();
            }
        }

        /** Some models never end once they have begun to send blanks. */
        private void expectNoEndlessBlanks(String piece) {
            blanks = piece.isBlank() && !progress.isInString() ? blanks + piece.length() : 0;
            if (blanks > MAX_BLANKS) {
                throw new BrokenToolCallException("The backend sends nothing but blanks as the arguments of " + name);
            }
        }

        @Override
        void end(boolean cutShort) {
            ended = true;
            if (!cutShort || !progress.isObject() && !arguments.toString().isBlank()) {
                mend();
            }
        }

        /** What has been sent cannot be mended; no arguments become an empty object. */
        private void mend() {
            if (!sent && !ToolArguments.isObject(arguments.toString())) {
                String mended = ToolArguments.parse(arguments.toString()).toString();
                arguments.setLength(0);
                arguments.append(mended);
                replacePending(mended);
            }
        }

        @Override
        boolean isBroken() {
            return sent && !ToolArguments.isObject(arguments.toString());
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
            return !name.isEmpty() && (ended || !arguments.isEmpty() || !toolNames.isBeginning(name));
        }

        @Override
        boolean isComplete() {
            return progress.isComplete();
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
