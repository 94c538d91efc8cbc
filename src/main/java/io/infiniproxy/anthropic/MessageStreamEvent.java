package io.infiniproxy.anthropic;

/**
 * An event of a streamed answer; the records are named as the events' types.
 *
 * @see <a href="https://platform.claude.com/docs/en/build-with-claude/streaming">Streaming messages</a>
 */
public sealed interface MessageStreamEvent {

    /** The first event; its message has no content yet. */
    record MessageStart(Message message) implements MessageStreamEvent {}

    /** Opens a block: text and thinking are empty and a tool's input is {@code {}}. */
    record ContentBlockStart(int index, ContentBlock contentBlock) implements MessageStreamEvent {}

    record ContentBlockDelta(int index, Delta delta) implements MessageStreamEvent {}

    record ContentBlockStop(int index) implements MessageStreamEvent {}

    /** The end of the message; its usage is cumulative and replaces what {@code message_start} said. */
    record MessageDelta(String stopReason, String stopSequence, RefusalStopDetails stopDetails, Usage usage)
            implements MessageStreamEvent {}

    record MessageStop() implements MessageStreamEvent {}

    record Ping() implements MessageStreamEvent {}

    /** Ends a stream that cannot be completed. */
    record ErrorEvent(ApiError error) implements MessageStreamEvent {}

    /** What is added to an open block. */
    sealed interface Delta {
        record TextDelta(String text) implements Delta {}

        record ThinkingDelta(String thinking) implements Delta {}

        record SignatureDelta(String signature) implements Delta {}

        record InputJsonDelta(String partialJson) implements Delta {}
    }
}
