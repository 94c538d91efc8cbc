package io.infiniproxy.route;

import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;

/** The id in a request's path. Read from the path itself: a query parameter can have the same name. */
public final class PathId {
    private PathId() {}

    /** Returns the id, which the client knows by the name {@code field}. */
    public static long of(ClientConnection client, String field) {
        return read(client.request().path(), field, "at the end of the path");
    }

    /** Returns the id before the end of the path, which is {@code end}. */
    public static long before(ClientConnection client, String end, String field) {
        String path = client.request().path();
        return read(path.substring(0, path.length() - end.length()), field, "before " + end);
    }

    private static long read(String path, String field, String place) {
        String text = path.substring(path.lastIndexOf('/') + 1);
        if (!text.matches("[0-9]{1,18}")) {
            throw new RefusedException(400, field + ": expected an integer " + place + ", got \"" + text + "\"");
        }
        return Long.parseLong(text);
    }
}
