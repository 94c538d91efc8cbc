package io.infiniproxy.server;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.stream.Collectors;

/** Which methods a path has: what an answer 405 must tell. */
final class AllowedMethods {
    private AllowedMethods() {}

    /** Returns the methods as the header {@code Allow} has them. */
    static String at(String path, Router router) {
        return router.getRoutes().stream()
                .filter(route -> route.methods() != null && isFor(path, route))
                .flatMap(route -> route.methods().stream())
                .map(HttpMethod::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** A route's path may have {@code :parameters}; that of a route for all below it has lost the star at its end. */
    private static boolean isFor(String path, Route route) {
        String pattern = route.getPath();
        return pattern != null && path.matches(regex(pattern) + (route.isExactPath() ? "" : "(/.*)?"));
    }

    private static String regex(String pattern) {
        return pattern.replace(".", "\\.").replaceAll(":\\w+", "[^/]+").replaceAll("(?<=.)/?\\*?$", "");
    }
}
