package io.infiniproxy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests with bodies, of which the server holds all until it is told to answer. */
final class BodyMemoryTest {
    private static final int MOST_BYTES = 100_000;
    private static final int MOST_OF_ONE_BYTES = 70_000;

    private final Vertx vertx = Vertx.vertx();
    private final BodyMemory memory = new BodyMemory(MOST_BYTES);
    private final BlockingQueue<RoutingContext> arrived = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void start() {
        Router router = Router.router(vertx);
        router.route().handler(new BodyCollector(MOST_OF_ONE_BYTES, memory)).handler(arrived::add);
        server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void stop() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aBodyThatFindsNoRoomIsRefusedUntilAnotherRequestHasEnded() throws Exception {
        CompletableFuture<HttpResponse<String>> first = send(60_000);
        RoutingContext held = arrived.poll(10, TimeUnit.SECONDS);

        assertThat(send(60_000).get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
        assertThat(memory.take(40_000)).as("what was refused is not held").isTrue();
        assertThat(memory.take(1)).isFalse();
        memory.give(40_000);

        held.response().end();
        assertThat(first.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        awaitEmpty();
        CompletableFuture<HttpResponse<String>> later = send(60_000);
        arrived.poll(10, TimeUnit.SECONDS).response().end();
        assertThat(later.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyThatIsTooLargeIsNotHeld() throws Exception {
        assertThat(send(MOST_OF_ONE_BYTES + 1).get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(413);
        awaitEmpty();
    }

    @Test
    void thereIsAlwaysRoomForOneBody() {
        long maxBodyBytes = Runtime.getRuntime().maxMemory();
        assertThat(BodyMemory.ofHeap(maxBodyBytes).mostBytes()).isEqualTo(maxBodyBytes);
        assertThat(BodyMemory.ofHeap(1).mostBytes()).isEqualTo(maxBodyBytes / 8);
    }

    private void awaitEmpty() {
        await().until(() -> {
            boolean empty = memory.take(MOST_BYTES);
            if (empty) {
                memory.give(MOST_BYTES);
            }
            return empty;
        });
    }

    private CompletableFuture<HttpResponse<String>> send(int bytes) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort()))
                .POST(BodyPublishers.ofByteArray(new byte[bytes]))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }
}
