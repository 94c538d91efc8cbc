package io.infiniproxy.route;

import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;

/** The id at the end of a request's path. Read from the path itself: a query parameter can have the same name. */
public final class PathId {
    private PathId() {}

    /** Returns the id, which the client knows by the name {@code field}. */
    public static long of(ClientConnection client, String field) {
        String path = client.request().path();
        String text = path.substring(path.lastIndexOf('/') + 1);
        if (!text.matches("[0-9]{1,18}")) {
            throw new RefusedException(400, field + ": expected an integer at the end of the path, got \"" + text + "\"");
        }
        return Long.parseLong(text);
    }
}
