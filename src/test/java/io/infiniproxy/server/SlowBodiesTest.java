package io.infiniproxy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that falls silent in the midst of its request, or takes its time. */
class SlowBodiesTest {
    private static final Duration LONGEST = Duration.ofMillis(100);

    /** Of a test that fails. */
    private static final int PATIENCE_MS = 20_000;

    private final Vertx vertx = Vertx.vertx();
    private final SlowBodies slow = new SlowBodies();
    private final Set<RoutingContext> running = ConcurrentHashMap.newKeySet();
    private HttpServer server;

    @BeforeEach
    void start() {
        Router router = Router.router(vertx);
        router.route().handler(context -> {
            running.add(context);
            context.addEndHandler(ended -> running.remove(context));
            context.next();
        });
        router.route().handler(BodyHandler.create(false));
        // answers long after the body's limit, as a model does that thinks
        router.route().handler(context -> vertx.setTimer((SlowBodies.MOST_LOOKS + 3) * LONGEST.toMillis(), late -> context.end("answer")));
        router.route().failureHandler(context -> {
            if (!context.response().ended()) {
                var answered = context.response().setStatusCode(context.statusCode()).end();
                answered.onComplete(sent -> context.request().connection().close());
            }
        });
        server = vertx.createHttpServer().requestHandler(router).listen(0).toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aBodyThatDoesNotComeIsGivenUp() throws Exception {
        lookAgainAndAgain();
        assertThat(answerTo("{\"half\":", 100)).startsWith("HTTP/1.1 408 ");
        assertThat(answerTo("", 100)).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void anAnswerMayTakeLonger() throws Exception {
        lookAgainAndAgain();
        assertThat(answerTo("{}", 2)).startsWith("HTTP/1.1 200 ").endsWith("answer");
        assertThat(answerTo("", 0)).startsWith("HTTP/1.1 200 ").endsWith("answer");
    }

    /** Each look finds something new. */
    @Test
    void aBodyThatGoesOnAndOnIsGivenUp() throws Exception {
        try (Socket socket = open("", 1_000)) {
            for (int looks = 1; looks <= SlowBodies.MOST_LOOKS; looks++) {
                sendSpaceAndLook(socket, looks);
                assertThat(running).noneMatch(context -> context.failed());
            }
            sendSpaceAndLook(socket, SlowBodies.MOST_LOOKS + 1);

            String expected = "HTTP/1.1 408 ";
            assertThat(new String(socket.getInputStream().readNBytes(expected.length()), StandardCharsets.UTF_8)).isEqualTo(expected);
        }
    }

    /** Returns when what the look has asked of the request's thread is done. */
    private void sendSpaceAndLook(Socket socket, int bytes) throws Exception {
        socket.getOutputStream().write(' ');
        await().until(() -> running.stream().anyMatch(context -> context.request().bytesRead() == bytes));
        RoutingContext context = running.iterator().next();
        slow.look(running);
        CompletableFuture<Void> done = new CompletableFuture<>();
        ((HttpServerRequestInternal) context.request()).context().runOnContext(nothing -> done.complete(null));
        done.join();
    }

    private void lookAgainAndAgain() {
        vertx.setPeriodic(LONGEST.toMillis(), timer -> slow.look(running));
    }

    private String answerTo(String body, int contentLength) throws Exception {
        try (Socket socket = open(body, contentLength)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Socket open(String body, int contentLength) throws IOException {
        Socket socket = new Socket("127.0.0.1", server.actualPort());
        socket.setSoTimeout(PATIENCE_MS);
        socket.getOutputStream()
                .write(("POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " + contentLength + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
