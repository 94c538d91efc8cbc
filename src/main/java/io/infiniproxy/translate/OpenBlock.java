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

    /** Nothing follows in this block. */
    void end() {}

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
        private final ToolNames toolNames;
        private String name = "";
        private boolean ended;

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
            boolean sending = progress.isObject();
            String taken = piece.substring(0, progress.accept(piece));
            arguments.append(taken);
            if (progress.isObject()) {
                super.append(sending ? taken : arguments.toString());
            }
        }

        @Override
        void end() {
            ended = true;
            if (!progress.isObject() && !arguments.toString().isBlank()) {
                super.append(ToolArguments.parse(arguments.toString()).toString());
            }
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
