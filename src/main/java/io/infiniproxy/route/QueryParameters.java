package io.infiniproxy.route;

import io.infiniproxy.route.error.RefusedException;
import io.infiniproxy.route.stream.ClientConnection;
import java.util.List;

/** The query parameters that an endpoint knows. */
public final class QueryParameters {
    private QueryParameters() {}

    /**
     * Refuses a query with any other parameter: a filter that is spelled wrong would give figures that are not those asked for.
     *
     * @throws RefusedException that names all that are known
     */
    public static void requireOnly(List<String> known, ClientConnection client) {
        for (String name : client.request().parameterNames()) {
            if (!known.contains(name)) {
                throw new RefusedException(
                        400, "Expected only the query parameters " + String.join(", ", known) + ", got \"" + name + "\"");
            }
        }
    }
}
