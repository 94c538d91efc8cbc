package io.infiniproxy.server;

import io.infiniproxy.route.ServerHealth;
import io.infiniproxy.route.error.Api;
import io.infiniproxy.route.failures.FailedRequest;
import io.infiniproxy.route.failures.RecentFailures;
import io.infiniproxy.settings.InvalidSettingException;
import io.infiniproxy.settings.Settings;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server in front of Camel's routes. It listens when all routes run, on both loopback addresses for
 * {@code localhost}, and answers by itself what no route sees: unknown paths, bodies that are too large, and everything
 * while it drains.
 */
public final class ProxyServer extends VertxPlatformHttpServer {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyServer.class);
    private static final int MAX_HEADER_BYTES = 64 * 1024;
    private static final int MAX_LINE_BYTES = 16 * 1024;
    /** What one read of a connection gives at most; cut smaller, each piece of a large body would take all the steps of the event loop. */
    private static final int MAX_PIECE_BYTES = 64 * 1024;
    private static final long LOOK_MS = 20;
    private static final Duration BODY_SILENCE = Duration.ofSeconds(60);
    private static final String ROUTER =
            VertxPlatformHttpRouter.getRouterNameFromPort(VertxPlatformHttpServerConfiguration.DEFAULT_BIND_PORT);
    private static final int FIRST = Integer.MIN_VALUE;

    private final Settings settings;
    private final RecentFailures failures;
    private final List<HttpServer> servers = new ArrayList<>();
    private final Set<RoutingContext> running = ConcurrentHashMap.newKeySet();
    private final BodyMemory bodies;
    private volatile boolean draining;

    public ProxyServer(Settings settings, RecentFailures failures) {
        super(new VertxPlatformHttpServerConfiguration());
        this.settings = settings;
        this.failures = failures;
        bodies = BodyMemory.ofHeap(settings.maxBodyBytes());
    }

    /** Nothing yet: a client that came now would find no route. */
    @Override
    protected void startServer() {
        bindRouter();
        Router router = router();
        router.route().order(FIRST).handler(this::prepare);
        router.route().last().failureHandler(this::answerFailure);
        router.errorHandler(404, context -> refuse(context.request(), 404));
        router.errorHandler(405, this::refuseMethod);
    }

    /** Replaces the router that Camel has made: a second one of this name would stand behind it. */
    private void bindRouter() {
        VertxPlatformHttpRouter made = VertxPlatformHttpRouter.lookup(getCamelContext(), ROUTER);
        Registry registry = getCamelContext().getRegistry();
        registry.unbind(ROUTER);
        registry.bind(ROUTER, new CollectingRouter(this, made));
    }

    /** Collects bodies in our way. */
    private static final class CollectingRouter extends VertxPlatformHttpRouter {
        private final BodyCollector collector;

        CollectingRouter(ProxyServer server, VertxPlatformHttpRouter made) {
            super(server, server.getVertx(), made, ROUTER, made.getServerType());
            collector = new BodyCollector(server.settings.maxBodyBytes(), server.bodies);
        }

        @Override
        public Handler<RoutingContext> bodyHandler() {
            return collector;
        }
    }

    /**
     * Starts to listen.
     *
     * @throws InvalidSettingException if that is not possible, with what to do
     */
    public void listen() {
        SlowBodies slow = new SlowBodies();
        getVertx().setPeriodic(BODY_SILENCE.toMillis(), timer -> slow.look(running));
        if (!settings.host().equalsIgnoreCase("localhost")) {
            servers.add(listen(settings.host(), settings.port()));
            return;
        }
        HttpServer first = listen("127.0.0.1", settings.port());
        servers.add(first);
        try {
            servers.add(listen("::1", first.actualPort()));
        } catch (UnavailableAddressException e) {
            LOG.debug("Not listening on ::1: {}", e.getMessage());
        }
    }

    @Override
    public int getPort() {
        return servers.isEmpty() ? settings.port() : servers.getFirst().actualPort();
    }

    /**
     * Refuses new requests from now on, and lets those that run go on for so long. What runs on then is broken off, as by a
     * client that hangs up: so what it has used until then is recorded.
     */
    public void drain(Duration limit) {
        draining = true;
        long startNanos = System.nanoTime();
        try {
            while (!running.isEmpty() && System.nanoTime() - startNanos < limit.toNanos()) {
                Thread.sleep(LOOK_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running.forEach(context -> breakOff(context.request()));
    }

    /** Vert.x's own close would first wait for a client that does not read. */
    private static void breakOff(HttpServerRequest request) {
        if (request.connection() instanceof ConnectionBase connection) {
            connection.channel().close();
        }
    }

    /** Returns how many requests of clients have begun and not ended. They are counted when someone asks: to count each costs more. */
    public long requestsInFlight() {
        return running.stream()
                .filter(context -> String.valueOf(context.request().path()).startsWith("/v1/"))
                .count();
    }

    @Override
    protected void stopServer() {
        servers.forEach(server -> server.close().toCompletionStage().toCompletableFuture().join());
        servers.clear();
    }

    /** Camel's own way needs the thread that its own start would have made. */
    @Override
    protected void stopVertx() {
        if (getVertx() == null) {
            return; // it was never started
        }
        getVertx().close().toCompletionStage().toCompletableFuture().join();
    }

    /** Returns what Camel's consumers look up, too. */
    private CollectingRouter router() {
        return (CollectingRouter) VertxPlatformHttpRouter.lookup(getCamelContext(), ROUTER);
    }

    private HttpServer listen(String host, int port) {
        HttpServerOptions options = new HttpServerOptions()
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setMaxInitialLineLength(MAX_LINE_BYTES)
                .setMaxChunkSize(MAX_PIECE_BYTES)
                .setHttp2ClearTextEnabled(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
        try {
            return getVertx()
                    .createHttpServer(options)
                    .requestHandler(router())
                    .invalidRequestHandler(this::refuseInvalid)
                    .listen(port, host)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw cannotListen(host, port, e.getCause());
        }
    }

    private static InvalidSettingException cannotListen(String host, int port, Throwable cause) {
        String reason = String.valueOf(cause.getMessage());
        if (cause instanceof BindException && reason.contains("in use")) {
            return new InvalidSettingException("Port " + port + " on " + host
                    + " is in use. Stop the program that listens there, or set PROXY_PORT to another port.");
        }
        return new UnavailableAddressException(
                "Cannot listen on " + host + ":" + port + " (" + reason + "). Set PROXY_HOST and PROXY_PORT to an address of"
                        + " this machine.");
    }

    /** An address that this machine does not have. */
    private static final class UnavailableAddressException extends InvalidSettingException {
        private static final long serialVersionUID = 1;

        UnavailableAddressException(String message) {
            super(message);
        }
    }

    /**
     * Gives every answer its id. Whatever content type a client claims, its body is read as bytes: {@code curl -d} says that
     * it sends a form, which would be taken apart before a route sees it.
     */
    private void prepare(RoutingContext context) {
        context.response().putHeader(Api.REQUEST_ID, RequestIds.next());
        context.request().headers().set(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
        if (draining) {
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
            refuseWhileDraining(context);
        } else {
            running.add(context);
            context.addEndHandler(ended -> running.remove(context));
            RequestPath.of(context).ifPresentOrElse(path -> route(context, path), () -> refuse(context.request(), 400));
        }
    }

    /** A request whose path is spelled in another way begins anew, so that all steps see the one that its route is found by. */
    private static void route(RoutingContext context, String path) {
        if (path.equals(context.request().path())) {
            context.next();
        } else {
            String query = context.request().query();
            context.reroute(query == null ? path : path + "?" + query);
        }
    }

    private void refuseWhileDraining(RoutingContext context) {
        if (RequestPath.of(context).filter("/health"::equals).isPresent()) {
            answer(context.response(), 503, ServerHealth.DRAINING.json());
        } else {
            refuse(context.request(), 503);
        }
    }

    private void answerFailure(RoutingContext context) {
        if (context.response().headWritten()) {
            context.response().reset();
            return;
        }
        int status = context.statusCode() < 400 ? 500 : context.statusCode();
        if (status == 503) {
            LOG.warn("A body is refused: those of other requests hold the {} bytes that there are for them", bodies.mostBytes());
            refuse(context.request(), status);
            return;
        }
        if (status >= 500 && !context.request().isEnded()) {
            LOG.debug("A client broke its request off, or sent no HTTP: {}", String.valueOf(context.failure()));
            status = 400;
        }
        if (status >= 500) {
            LOG.error("Cannot answer {} {}", context.request().method(), context.request().path(), context.failure());
        }
        refuse(context.request(), status);
    }

    /** What is not HTTP, or more of it than is read. */
    private void refuseInvalid(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        refuse(
                request,
                switch (cause) {
                    case TooLongHttpLineException tooLong -> 414;
                    case TooLongHttpHeaderException tooLong -> 431;
                    case null, default -> 400;
                });
        request.connection().close();
    }

    private void refuseMethod(RoutingContext context) {
        context.response().putHeader(HttpHeaders.ALLOW, AllowedMethods.at(context.normalizedPath(), router()));
        refuse(context.request(), 405);
    }

    private void refuse(HttpServerRequest request, int status) {
        String path = String.valueOf(request.path());
        String message =
                switch (status) {
                    case 400 -> "Expected an HTTP/1.1 request with a Host header and a valid path, got something else";
                    case 404 -> "There is nothing at " + request.method() + " " + path + hint(path);
                    case 405 -> "Method " + request.method() + " is not allowed at " + path;
                    case 408 -> "Expected the whole body within " + SlowBodies.MOST_LOOKS * BODY_SILENCE.toSeconds()
                            + " s, without a pause of " + BODY_SILENCE.toSeconds() + " s";
                    case 413 -> "Expected a body of at most " + settings.maxBodyBytes() + " bytes";
                    case 414 -> "Expected a first line of at most " + MAX_LINE_BYTES + " bytes";
                    case 417 -> "Expect: expected 100-continue, got something else";
                    case 431 -> "Expected headers of at most " + MAX_HEADER_BYTES + " bytes";
                    case 503 -> draining
                            ? "infiniproxy is shutting down"
                            : "The bodies of other requests take all the memory that there is for them; try again later";
                    default -> "The request cannot be answered (status " + status + ")";
                };
        keep(request, path, status, message);
        byte[] body = Api.of(path, request.headers()::contains).errorBody(status, message, requestId(request.response()));
        if (leavesBodyUnread(request, status)) {
            request.response().putHeader(HttpHeaders.CONNECTION, "close");
            answer(request.response(), status, body).onComplete(sent -> request.connection().close());
        } else {
            answer(request.response(), status, body);
        }
    }

    private void keep(HttpServerRequest request, String path, int status, String message) {
        String method = request.method().name();
        if (RecentFailures.isOfClient(method, path)) {
            boolean hasKey = request.headers().contains("x-api-key") || request.headers().contains(HttpHeaders.AUTHORIZATION);
            failures.add(FailedRequest.unrouted(method, path, status, message, hasKey, requestId(request.response())));
        }
    }

    /** What is left of the body would be taken for the next request: it may never come, or come all the same. */
    private static boolean leavesBodyUnread(HttpServerRequest request, int status) {
        return !request.isEnded() && (status == 408 || request.headers().contains(HttpHeaders.EXPECT));
    }

    /** Anthropic's clients add {@code /v1} to the base URL, OpenAI's do not: the most likely mistake of all. */
    private static String hint(String path) {
        return path.startsWith("/v1/v1/") ? ": an Anthropic client's base URL goes without /v1" : "";
    }

    /** Returns the id of the answer, which gets one if it has none: no route has seen the request then. */
    private static String requestId(HttpServerResponse response) {
        if (!response.headers().contains(Api.REQUEST_ID)) {
            response.putHeader(Api.REQUEST_ID, RequestIds.next());
        }
        return response.headers().get(Api.REQUEST_ID);
    }

    private static Future<Void> answer(HttpServerResponse response, int status, byte[] json) {
        return response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(Buffer.buffer(json));
    }
}
