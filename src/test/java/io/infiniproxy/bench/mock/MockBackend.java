package io.infiniproxy.bench.mock;

import io.infiniproxy.bench.AskedAnswer;
import io.infiniproxy.bench.UntilParentEnds;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A backend of the Chat Completions API that costs next to nothing: one thread, and answers that are ready before they are asked
 * for. {@link AskedAnswer} says how a request asks for one; {@code GET /bench} tells the {@link Ledger}.
 */
public final class MockBackend {
    private static final int BACKLOG = 4096;
    private static final int BUFFER = 256 * 1024;
    private static final long IDLE_MS = 50; // a timer is less than the wheel's turn away from the last time it was advanced
    private static final long NANOS_A_MS = 1_000_000;

    private final Selector selector = Selector.open();
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final ByteBuffer shared = ByteBuffer.allocateDirect(BUFFER);
    private final TimerWheel<MockConnection> timers = new TimerWheel<>(nowMs());
    private final Ledger ledger = new Ledger();
    private final Map<String, PreparedAnswer> completions = new HashMap<>();
    private final Map<String, PreparedAnswer> streams = new HashMap<>();

    public MockBackend() throws IOException {
        server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Prints the port, and serves until the process that started it ends. */
    public static void main(String[] arguments) throws IOException {
        MockBackend backend = new MockBackend();
        System.out.println(backend.port());
        UntilParentEnds.watch();
        backend.serve();
    }

    /** Serves until its thread is interrupted. */
    public void serve() throws IOException {
        try (selector;
                server) {
            while (!Thread.interrupted()) {
                selector.select(this::ready, timers.isEmpty() ? IDLE_MS : 1);
                timers.advance(nowMs(), MockConnection::onTime);
            }
            selector.keys().forEach(this::close);
        }
    }

    private void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            // nobody uses it anymore
        }
    }

    public int port() throws IOException {
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    private static long nowMs() {
        return System.nanoTime() / NANOS_A_MS;
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof MockConnection connection) {
            connection.ready(shared);
        } else {
            accept();
        }
    }

    private void accept() {
        try {
            for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                key.attach(new MockConnection(channel, key, this));
            }
        } catch (IOException e) {
            System.err.println("The mock backend cannot accept a connection: " + e.getMessage());
        }
    }

    PreparedAnswer answer(RequestBuffer request) {
        if (request.isGet()) {
            PreparedAnswer told = new PreparedAnswer(List.of(AnswerBytes.json("200 OK", ledger.json())), 0);
            ledger.begun();
            return told;
        }
        ledger.begun();
        try {
            return request.wantsStream()
                    ? streams.computeIfAbsent(request.model(), model -> AnswerBytes.stream(AskedAnswer.ofModel(model)))
                    : completions.computeIfAbsent(request.model(), model -> AnswerBytes.completion(AskedAnswer.ofModel(model)));
        } catch (IllegalArgumentException e) {
            return AnswerBytes.error(e.getMessage());
        }
    }

    void later(MockConnection connection, int delayMs) {
        timers.add(connection, nowMs() + delayMs);
    }

    void answered() {
        ledger.answered();
    }

    void endedByPeer() {
        ledger.endedByPeer();
    }
}
