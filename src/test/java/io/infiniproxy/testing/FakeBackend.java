package io.infiniproxy.testing;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A backend that does, byte by byte, what a test's scripts say, and remembers what it was sent.
 *
 * <pre>{@code
 * try (var backend = FakeBackend.start()) {
 *     backend.answer(Scripts.text("Hello"));
 *     backend.answerOnce(Scripts.error(429, "{…}"));   // only the next request
 *     …call the proxy…
 *     assertThat(backend.takeRequest().bodyText()).contains("…");
 * }
 * }</pre>
 *
 * <p>A path in this API is the one on the wire, without query: {@code /v1/chat/completions}. Closing fails with what
 * scripts threw, other than that the client was gone.
 */
public final class FakeBackend implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final int TAKE_TIMEOUT_S = 10;

    private final ServerSocket serverSocket;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ScriptQueue scripts = new ScriptQueue();
    private final List<ReceivedRequest> requests = new CopyOnWriteArrayList<>();
    private final BlockingQueue<ReceivedRequest> untaken = new LinkedBlockingQueue<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    private FakeBackend(ServerSocket serverSocket) {
        this.serverSocket = serverSocket;
    }

    /** Starts a fake backend on a free loopback port. */
    public static FakeBackend start() throws IOException {
        var backend = new FakeBackend(new ServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1")));
        Thread.ofVirtual().name("fake-backend").start(backend::accept);
        return backend;
    }

    /** What OPENAI_BASE_URL would be for this backend. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + serverSocket.getLocalPort() + "/v1");
    }

    /** Sets what requests get from now on. */
    public void answer(Script script) {
        scripts.set(script);
    }

    /** Sets what requests for this path get from now on. */
    public void answer(String path, Script script) {
        scripts.set(path, script);
    }

    /** Adds a script for one request only; several are used in the order they were added. */
    public void answerOnce(Script script) {
        scripts.addOnce(script);
    }

    /** Adds a script for one request for this path only. */
    public void answerOnce(String path, Script script) {
        scripts.addOnce(path, script);
    }

    /** All requests so far, in the order they came in. */
    public List<ReceivedRequest> requests() {
        return List.copyOf(requests);
    }

    /** The first request that was not taken yet. Waits for one up to 10 seconds. */
    public ReceivedRequest takeRequest() throws InterruptedException {
        var request = untaken.poll(TAKE_TIMEOUT_S, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("expected a request within " + TAKE_TIMEOUT_S + " s, got none");
        }
        return request;
    }

    /** How many connections clients hold open now. */
    public int openConnections() {
        return sockets.size();
    }

    @Override
    public void close() throws IOException {
        serverSocket.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
        if (!failures.isEmpty()) {
            throw new AssertionError("a script failed: " + failures.getFirst(), failures.getFirst());
        }
    }

    private void accept() {
        try {
            while (!serverSocket.isClosed()) {
                Socket socket = serverSocket.accept();
                sockets.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            serveRequests(socket);
        } catch (SocketException | EOFException e) {
            // The client is gone, or this backend is being closed: both are for the test to see, not to fail it.
        } catch (IOException e) {
            failed(e);
        } finally {
            sockets.remove(socket);
        }
    }

    private void failed(Throwable failure) {
        if (!serverSocket.isClosed()) {
            failures.add(failure);
        }
    }

    private void serveRequests(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        var in = new BufferedInputStream(socket.getInputStream());
        var reader = new RequestReader(in, socket.getOutputStream());
        boolean reusable = true;
        while (reusable) {
            var request = reader.next();
            if (request.isEmpty()) {
                return;
            }
            var connection = new Connection(socket, in, socket.getOutputStream(), received(request.get()));
            reusable = run(scripts.next(request.get().pathWithoutQuery()), connection) && connection.isReusable();
        }
    }

    /** Tells whether the script went well. A failure is noted before the client can see the connection closed. */
    private boolean run(Script script, Connection connection) throws IOException {
        try {
            script.run(connection);
            return true;
        } catch (SocketException | EOFException e) {
            throw e;
        } catch (Exception | AssertionError e) {
            failed(e);
            return false;
        }
    }

    private ReceivedRequest received(ReceivedRequest request) {
        requests.add(request);
        untaken.add(request);
        return request;
    }
}
