package io.infiniproxy.route.passthrough;

import com.fasterxml.jackson.databind.JsonNode;
import io.infiniproxy.json.JsonMembers;
import io.infiniproxy.sse.SseEvent;
import java.util.Arrays;

/**
 * Takes out of a stream what only the request for usage has brought: the extra last chunk, and {@code "usage":null} in the
 * others. Every other byte stays.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/chat/create#chat_create-stream_options">stream_options</a>
 */
final class HiddenUsage {
    private static final byte[] NOTHING = {};

    private HiddenUsage() {}

    /** Returns the bytes of the event for a client that did not ask for usage. */
    static byte[] filter(SseEvent event, JsonNode data) {
        if (data == null || !data.isObject() || !data.has("usage")) {
            return event.raw();
        }
        if (data.path("usage").isNull()) {
            return withoutNull(event);
        }
        boolean extraChunk = data.path("choices").isArray() && data.path("choices").isEmpty();
        return extraChunk ? NOTHING : event.raw();
    }

    /** Data of several lines stands in pieces in the event, and is left as it is. */
    private static byte[] withoutNull(SseEvent event) {
        int start = indexOf(event.raw(), event.data());
        if (start < 0) {
            return event.raw();
        }
        byte[] data = JsonMembers.of(event.data()).without("usage");
        int end = start + event.data().length;
        byte[] raw = Arrays.copyOf(event.raw(), event.raw().length - event.data().length + data.length);
        System.arraycopy(data, 0, raw, start, data.length);
        System.arraycopy(event.raw(), end, raw, start + data.length, event.raw().length - end);
        return raw;
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        return -1;
    }
}
