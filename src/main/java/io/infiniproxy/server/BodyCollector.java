package io.infiniproxy.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the whole body of a request before its route runs, as Vert.x's {@code BodyHandler} does, but leaves its pieces as they have
 * come: they are put together once, by the request's own thread. That handler copies them into a buffer that grows, several times, on
 * the thread that all streams share. Forms are no matter of ours.
 */
final class BodyCollector implements Handler<RoutingContext> {
    private static final int EXPECTATION_FAILED = 417;

    private final long maxBytes;
    private final BodyMemory memory;

    BodyCollector(long maxBytes, BodyMemory memory) {
        this.maxBytes = maxBytes;
        this.memory = memory;
    }

    /** Goes on when the whole body is there; fails with status 413 when it is too large, with 503 when there are too many others. */
    @Override
    public void handle(RoutingContext context) {
        RoutingContextInternal internal = (RoutingContextInternal) context;
        if (internal.seenHandler(RoutingContextInternal.BODY_HANDLER) || !hasBody(context.request())) {
            context.next();
            return;
        }
        internal.visitHandler(RoutingContextInternal.BODY_HANDLER);
        if (contentLength(context.request()) > maxBytes) {
            context.fail(413);
        } else if (meetsExpectation(context)) {
            new Pieces(internal).collect();
        }
    }

    /**
     * Whether there is a body, if an empty one.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6-4">RFC 9112: the presence of a message body</a>
     */
    private static boolean hasBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || request.headers().contains(HttpHeaders.CONTENT_LENGTH);
    }

    private static long contentLength(HttpServerRequest request) {
        String length = request.headers().get(HttpHeaders.CONTENT_LENGTH);
        return length == null ? 0 : Long.parseLong(length); // Netty has refused what is no number
    }

    /**
     * Answers a client that waits to be told to go on. One that speaks HTTP/1.0 does not wait, and would take that for its answer.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1">RFC 9110: Expect</a>
     */
    private static boolean meetsExpectation(RoutingContext context) {
        String expected = context.request().headers().get(HttpHeaders.EXPECT);
        if (expected == null || context.request().version() == HttpVersion.HTTP_1_0) {
            return true;
        }
        if (!expected.equalsIgnoreCase("100-continue")) {
            context.fail(EXPECTATION_FAILED);
            return false;
        }
        context.response().writeContinue();
        return true;
    }

    /** Those of one body. Used by one thread. */
    private final class Pieces {
        /** Smaller ones that follow each other are put together: each that is kept takes memory of its own. */
        private static final int MIN_BYTES = 4 * 1024;

        private final RoutingContextInternal context;
        private final List<Buffer> pieces = new ArrayList<>();
        private Buffer small;
        private long bytes;
        private long heldBytes;

        Pieces(RoutingContextInternal context) {
            this.context = context;
        }

        void collect() {
            context.addEndHandler(ended -> memory.give(heldBytes));
            context.request().exceptionHandler(context::fail).handler(this::add).endHandler(end -> end());
        }

        private void add(Buffer piece) {
            bytes += piece.length();
            if (context.failed()) {
                return;
            }
            if (bytes > maxBytes) {
                refuse(413);
            } else if (!memory.take(piece.length())) {
                refuse(503);
            } else {
                heldBytes += piece.length();
                keep(piece);
            }
        }

        private void refuse(int status) {
            pieces.clear();
            small = null;
            context.fail(status);
        }

        private void keep(Buffer piece) {
            if (pieces.isEmpty() || piece.length() >= MIN_BYTES) {
                pieces.add(piece);
                small = null;
            } else {
                addSmall(piece);
            }
        }

        private void addSmall(Buffer piece) {
            if (small == null) {
                small = Buffer.buffer();
                pieces.add(small);
            }
            small.appendBuffer(piece);
        }

        private void end() {
            if (!context.failed()) {
                context.setBody(body());
                pieces.clear();
                context.next();
                context.setBody(null); // the route has taken it: kept here, it would stay for as long as the answer is written
            }
        }

        private Buffer body() {
            if (pieces.size() == 1) {
                return pieces.getFirst();
            }
            ByteBuf[] parts = pieces.stream().map(Buffer::getByteBuf).toArray(ByteBuf[]::new);
            return Buffer.buffer(Unpooled.wrappedBuffer(Math.max(1, parts.length), parts));
        }
    }
}
