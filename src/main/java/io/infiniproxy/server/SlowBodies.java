package io.infiniproxy.server;

import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives requests up whose client falls silent before it has sent the whole body, or takes too long to send it: they would be held for
 * ever, with what has come of the body. Once that is there nothing is watched, so an answer may take its time. All requests are looked at
 * together, now and then: a timer for each would cost all of them what so few need. Used by one thread.
 *
 * @see <a href="https://nodejs.org/api/http.html#serverrequesttimeout">Node.js: a server waits five minutes for a whole request</a>
 */
final class SlowBodies {
    /** How many looks find a body unfinished before its request is given up. */
    static final int MOST_LOOKS = 5;

    private Map<RoutingContext, Seen> seen = Map.of();

    /** How much of its body a request had sent at the last look, and how many looks there have been. */
    private record Seen(long bytes, int looks) {
        static final Seen NOTHING = new Seen(-1, 0);
    }

    /** Fails those among the {@code running} requests with status 408 of whose body nothing has come since the last look, or not all. */
    void look(Iterable<RoutingContext> running) {
        Map<RoutingContext, Seen> seenNow = new HashMap<>();
        for (RoutingContext context : running) {
            if (!context.request().isEnded()) {
                Seen before = seen.getOrDefault(context, Seen.NOTHING);
                Seen now = new Seen(context.request().bytesRead(), before.looks() + 1);
                seenNow.put(context, now);
                if (now.looks() > MOST_LOOKS || now.bytes() == before.bytes()) {
                    giveUp(context, now);
                }
            }
        }
        seen = seenNow;
    }

    /** The rest of the body may be on its way: the request's own thread knows. */
    private static void giveUp(RoutingContext context, Seen seen) {
        ((HttpServerRequestInternal) context.request()).context().runOnContext(nothing -> {
            boolean isLate = seen.looks() > MOST_LOOKS || context.request().bytesRead() == seen.bytes();
            if (isLate && !context.request().isEnded() && !context.response().headWritten()) {
                context.fail(408);
            }
        });
    }
}
