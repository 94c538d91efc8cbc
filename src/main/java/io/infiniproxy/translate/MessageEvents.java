package io.infiniproxy.translate;

import io.infiniproxy.anthropic.ApiError;
import io.infiniproxy.anthropic.ContentBlock;
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
import java.util.ArrayList;
import java.util.List;

/**
 * The events of one answer, in the only order that clients take: each block is stopped before the next is started, and nothing
 * follows the end. An illegal order is an {@link IllegalStateException}. Not thread-safe.
 *
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/streaming">Streaming messages</a>
 */
final class MessageEvents {
    private enum State {
        NEW,
        BETWEEN_BLOCKS,
        IN_BLOCK,
        STOPPED
    }

    private List<MessageStreamEvent> events = new ArrayList<>();
    private State state = State.NEW;
    private int index = -1;

    void start(Message message) {
        move(State.NEW, State.BETWEEN_BLOCKS);
        events.add(new MessageStart(message));
    }

    void startBlock(ContentBlock block) {
        move(State.BETWEEN_BLOCKS, State.IN_BLOCK);
        events.add(new ContentBlockStart(++index, block));
    }

    void delta(Delta delta) {
        move(State.IN_BLOCK, State.IN_BLOCK);
        events.add(new ContentBlockDelta(index, delta));
    }

    void stopBlock() {
        move(State.IN_BLOCK, State.BETWEEN_BLOCKS);
        events.add(new ContentBlockStop(index));
    }

    void end(MessageDelta end) {
        move(State.BETWEEN_BLOCKS, State.STOPPED);
        events.add(end);
        events.add(new MessageStop());
    }

    /** Ends the answer wherever it is; what has not been taken yet is left out. */
    void fail(ApiError error) {
        state = State.STOPPED;
        events.clear();
        events.add(new ErrorEvent(error));
    }

    boolean isInBlock() {
        return state == State.IN_BLOCK;
    }

    /** Returns the events since the last call. */
    List<MessageStreamEvent> take() {
        List<MessageStreamEvent> taken = events;
        events = new ArrayList<>();
        return taken;
    }

    /** Checks that there has been a start and no end. */
    void expectOpen() {
        if (state == State.NEW || state == State.STOPPED) {
            throw new IllegalStateException("Expected an answer that has begun and not ended, but it is " + state);
        }
    }

    private void move(State from, State to) {
        if (state != from) {
            throw new IllegalStateException("Expected the state " + from + ", but it is " + state);
        }
        state = to;
    }
}
