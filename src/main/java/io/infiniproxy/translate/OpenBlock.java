package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.TextBlock;
import io.infiniproxy.anthropic.ContentBlock.ThinkingBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolUseBlock;
import io.infiniproxy.anthropic.MessageStreamEvent.Delta;

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

    /** Returns what is pending and forgets it; empty when there is nothing. */
    String takePending() {
        String taken = pending.toString();
        pending.setLength(0);
        return taken;
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
        private final JsonProgress progress = new JsonProgress();
        private final StringBuilder arguments = new StringBuilder();
        private final String id;
        private String name = "";

        Tool(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }

        String arguments() {
            return arguments.toString();
        }

        /** Names come whole, repeated, or in pieces. */
        void addName(String piece) {
            if (!piece.equals(name)) {
                name += piece;
            }
        }

        /** What follows a complete object is a repetition, and is left out. */
        @Override
        void append(String piece) {
            if (!progress.isComplete()) {
                progress.accept(piece);
                arguments.append(piece);
                super.append(piece);
            }
        }

        @Override
        boolean canStart() {
            return !name.isEmpty();
        }

        @Override
        boolean isComplete() {
            return progress.isComplete();
        }

        @Override
        ContentBlock start() {
            return new ToolUseBlock(id, name, JsonNodeFactory.instance.objectNode());
        }

        @Override
        Delta delta(String piece) {
            return new Delta.InputJsonDelta(piece);
        }
    }
}
