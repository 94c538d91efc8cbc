package io.infiniproxy.route.passthrough;

import io.infiniproxy.json.JsonBytes;
import io.infiniproxy.json.JsonMembers;
import io.infiniproxy.openai.PassingEvent;
import io.infiniproxy.sse.SseEvent;

/**
 * Takes out of a stream what only the request for usage has brought: the extra last chunk, and {@code "usage":null} in the
 * others. Every other byte stays.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create#chat_create-stream_options">stream_options</a>
 */
final class HiddenUsage {
    private HiddenUsage() {}

    /** Appends the bytes of the event for a client that did not ask for usage; {@code seen} is null where its data is no JSON. */
    static void write(SseEvent event, PassingEvent seen, JsonBytes bytes) {
        if (seen == null || !seen.hasUsage()) {
            bytes.write(event.bytes(), event.start(), event.end() - event.start());
        } else if (seen.hasNullUsage()) {
            writeWithoutNull(event, bytes);
        } else if (!seen.hasNoChoices()) {
            bytes.write(event.bytes(), event.start(), event.end() - event.start());
        }
    }

    /** Data of several lines stands in pieces in the event, and is left as it is. */
    private static void writeWithoutNull(SseEvent event, JsonBytes bytes) {
        if (event.dataBytes() != event.bytes()) {
            bytes.write(event.bytes(), event.start(), event.end() - event.start());
            return;
        }
        bytes.write(event.bytes(), event.start(), event.dataStart() - event.start());
        bytes.append(JsonMembers.of(event.data()).without("usage"));
        bytes.write(event.bytes(), event.dataEnd(), event.end() - event.dataEnd());
    }
}
