package io.infiniproxy.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Gives a request up whose client falls silent before it has sent the whole body: it would be held for ever. Once the body is
 * there nothing is watched, so an answer may take its time. Used by the event loop alone.
 */
final class BodySilence {
    private final RoutingContext context;
    private final Vertx vertx;
    private final long longestMs;
    private long timer;
    private long seenBytes;

    private BodySilence(RoutingContext context, Vertx vertx, Duration longest) {
        this.context = context;
        this.vertx = vertx;
        this.longestMs = longest.toMillis();
    }

    /** Fails the request with status 408 when nothing of its body comes for this long, or for twice as long at most. */
    static void watch(RoutingContext context, Vertx vertx, Duration longest) {
        if (!context.request().isEnded()) {
            BodySilence silence = new BodySilence(context, vertx, longest);
            silence.await(context.request());
            context.addEndHandler(ended -> vertx.cancelTimer(silence.timer));
        }
    }

    private void await(HttpServerRequest request) {
        seenBytes = request.bytesRead();
        timer = vertx.setTimer(longestMs, nothing -> look(request));
    }

    private void look(HttpServerRequest request) {
        if (request.isEnded() || context.response().headWritten()) {
            return;
        }
        if (request.bytesRead() == seenBytes) {
            context.fail(408);
        } else {
            await(request);
        }
    }
}
