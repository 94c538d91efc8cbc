package io.infiniproxy.testing;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * A request as it came in.
 *
 * @param path the path with its query string
 * @param headers by lower-case name; values of repeated ones are joined by ", "
 * @param body the bytes, after chunked transfer is undone
 */
public record ReceivedRequest(String method, String path, Map<String, String> headers, byte[] body) {
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The header's value, or null; the name in any case. */
    public String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    String pathWithoutQuery() {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }
}
