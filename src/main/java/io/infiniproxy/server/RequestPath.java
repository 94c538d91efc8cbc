package io.infiniproxy.server;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * A request's path in the one spelling that the routes go by: without double slashes, dots, needless percent-encoding and a
 * slash at its end. A step that took the client's own spelling could be led elsewhere than the route that was found by this.
 */
final class RequestPath {
    private RequestPath() {}

    /** Returns the path; nothing when it is not one, as with a percent sign before something else than two digits. */
    static Optional<String> of(RoutingContext context) {
        try {
            String path = context.normalizedPath();
            return Optional.of(path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
