package io.infiniproxy.translate;

import io.infiniproxy.anthropic.ContentBlock;
import io.infiniproxy.anthropic.ContentBlock.TextBlock;
import io.infiniproxy.anthropic.ContentBlock.ThinkingBlock;
import io.infiniproxy.anthropic.ContentBlock.ToolUseBlock;
import io.infiniproxy.anthropic.Message;
import io.infiniproxy.anthropic.MessageStreamEvent;
import io.infiniproxy.anthropic.MessageStreamEvent.ContentBlockDelta;
import io.infiniproxy.anthropic.MessageStreamEvent.ContentBlockStart;
import io.infiniproxy.anthropic.MessageStreamEvent.ContentBlockStop;
import io.infiniproxy.anthropic.MessageStreamEvent.Delta;
import io.infiniproxy.anthropic.MessageStreamEvent.MessageDelta;
import io.infiniproxy.anthropic.MessageStreamEvent.MessageStart;
import io.infiniproxy.json.EmbeddedJson;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers the events of an answer into one message, for clients that do not stream: so both kinds of answer follow the same
 * rules. One instance an answer; not thread-safe.
 */
public final class MessageAccumulator {
    private final List<ContentBlock> content = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private Message start;
    private ContentBlock open;
    private String signature = "";
    private MessageDelta end;

    /** Takes events in the order of the stream. */
    public void accept(List<MessageStreamEvent> events) {
        events.forEach(this::accept);
    }

    /** Returns the message after its last event. */
    public Message message() {
        return new Message(
                start.id(),
                start.model(),
                List.copyOf(content),
                end.stopReason(),
                end.stopSequence(),
                end.stopDetails(),
                end.usage());
    }

    private void accept(MessageStreamEvent event) {
        switch (event) {
            case MessageStart(Message message) -> start = message;
            case ContentBlockStart(int index, ContentBlock block) -> open = block;
            case ContentBlockDelta(int index, Delta delta) -> add(delta);
            case ContentBlockStop stop -> close();
            case MessageDelta delta -> end = delta;
            default -> {}
        }
    }

    private void add(Delta delta) {
        switch (delta) {
            case Delta.TextDelta(String piece) -> text.append(piece);
            case Delta.ThinkingDelta(String piece) -> text.append(piece);
            case Delta.InputJsonDelta(String piece) -> text.append(piece);
            case Delta.SignatureDelta(String value) -> signature = value;
        }
    }

    private void close() {
        content.add(
                switch (open) {
                    case TextBlock block -> new TextBlock(text.toString());
                    case ThinkingBlock block -> new ThinkingBlock(text.toString(), signature);
                    case ToolUseBlock tool -> new ToolUseBlock(tool.id(), tool.name(), new EmbeddedJson(ToolArguments.parse(text.toString())));
                    default -> throw new IllegalStateException("Expected a block of an answer, but it is " + open);
                });
        text.setLength(0);
    }
}
