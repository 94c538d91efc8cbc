package io.infiniproxy.translate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolUseBlock;
import io.infiniproxy.anthropic.MessageStreamEvent.Delta;
import io.infiniproxy.json.EmbeddedJson;
import java.util.Set;

/**
 * A tool call that has not been stopped yet. It starts when its name is known, and is complete when its arguments are a whole
 * JSON object. Not thread-safe.
 */
final class OpenToolCall extends OpenBlock {
    private final ToolInput input = new ToolInput(this::propertyNames);
    private final String id;
    private final ToolNames toolNames;
    private String name = "";
    private boolean ended;
    private boolean sent;
    private boolean signed;

    OpenToolCall(String id, ToolNames toolNames) {
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
        return new ToolUseBlock(id, toolNames.toClient(name), new EmbeddedJson(JsonNodeFactory.instance.objectNode()));
    }

    @Override
    Delta delta(String piece) {
        return new Delta.InputJsonDelta(piece);
    }
}
