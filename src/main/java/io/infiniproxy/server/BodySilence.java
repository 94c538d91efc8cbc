package io.infiniproxy.server;

import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives requests up whose client falls silent before it has sent the whole body: they would be held for ever. Once the body is
 * there nothing is watched, so an answer may take its time. All requests are looked at together, now and then: a timer for each
 * would cost all of them what so few need. Used by one thread.
 */
final class BodySilence {
    /** How much of its body each of the requests had sent at the last look. */
    private Map<RoutingContext, Long> seenBytes = Map.of();

    /** Fails those among the {@code running} requests with status 408 of whose body nothing has come since the last look. */
    void look(Iterable<RoutingContext> running) {
        Map<RoutingContext, Long> seenNow = new HashMap<>();
        for (RoutingContext context : running) {
            if (!context.request().isEnded()) {
                long bytes = context.request().bytesRead();
                seenNow.put(context, bytes);
                if (Long.valueOf(bytes).equals(seenBytes.get(context))) {
                    giveUp(context, bytes);
                }
            }
        }
        seenBytes = seenNow;
    }

    /** The rest of the body may be on its way: the request's own thread knows. */
    private static void giveUp(RoutingContext context, long seenBytes) {
        ((HttpServerRequestInternal) context.request()).context().runOnContext(nothing -> {
            boolean silent = !context.request().isEnded() && context.request().bytesRead() == seenBytes;
            if (silent && !context.response().headWritten()) {
                context.fail(408);
            }
        });
    }
}
