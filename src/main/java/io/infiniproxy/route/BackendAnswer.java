package io.infiniproxy.route;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * What the backend answers.
 *
 * @param headers by their names in lower case
 * @param body arrives while it is read
 */
public record BackendAnswer(int status, Map<String, String> headers, InputStream body) {

    /** Returns a header's value, or null. */
    public String header(String name) {
        return headers.get(name);
    }

    /** Returns the content coding that the body is still packed in, {@code br} for example; or null. */
    public String packedIn() {
        String encoding = headers.getOrDefault("content-encoding", "identity").strip();
        return encoding.isEmpty() || encoding.equalsIgnoreCase("identity") ? null : encoding;
    }

    public boolean isError() {
        return status >= 300;
    }

    /** Returns the whole body; at most {@code limit} bytes of it. */
    public byte[] bytes(int limit) throws IOException {
        return body.readNBytes(limit);
    }
}
