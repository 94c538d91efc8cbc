package io.infiniproxy.route.stream;

import io.infiniproxy.route.error.Api;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/**
 * The client of one exchange: its request, and the way to answer it. Bytes that are written leave at once. Camel's own way
 * would fill a whole buffer before the first byte of a stream leaves; it sees that the answer has ended, and leaves it alone.
 *
 * <p>Writing is for one thread at a time; the rest is threadsafe.
 */
public final class ClientConnection {
    private static final String VARIABLE = "clientConnection";
    private static final long CLOSE_MS = 1000;

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Runnable> closeListeners = new ArrayList<>(2);
    private volatile boolean closed;
    private volatile Map<String, String> ownHeaders = Map.of();

    private ClientConnection(HttpServerRequest request, HttpServerResponse response) {
        this.request = request;
        this.response = response;
        response.closeHandler(nothing -> closed());
        response.exceptionHandler(failure -> closed());
        if (request.connection() == null || response.closed() && !response.ended()) {
            closed();
        }
    }

    /** Returns the client of an exchange that came in by platform-http. */
    public static ClientConnection of(Exchange exchange) {
        ClientConnection known = exchange.getVariable(VARIABLE, ClientConnection.class);
        if (known != null) {
            return known;
        }
        HttpMessage message = exchange.getMessage(HttpMessage.class);
        ClientConnection created = new ClientConnection(message.getRequest(), message.getResponse());
        exchange.setVariable(VARIABLE, created);
        return created;
    }

    public String method() {
        return request.method().name();
    }

    /** Returns the path of the request, without the query. */
    public String path() {
        return request.path();
    }

    /** Returns a header of the request, or null. */
    public String header(String name) {
        return request.getHeader(name);
    }

    /** Returns a query parameter, or null. */
    public String parameter(String name) {
        return request.getParam(name);
    }

    /** Returns the value of a cookie, or null. */
    public String cookie(String name) {
        var cookie = request.getCookie(name);
        return cookie == null ? null : cookie.getValue();
    }

    /** Returns the id of this request: it is in the header {@code request-id} of the answer. */
    public String requestId() {
        return response.headers().get(Api.REQUEST_ID);
    }

    /** Returns the API that the client speaks. */
    public Api api() {
        return Api.of(path(), request.headers()::contains);
    }

    public boolean isClosed() {
        return closed;
    }

    /** Calls {@code listener} when the client hangs up before its answer has ended; at once when it has already. */
    public void onClose(Runnable listener) {
        lock.lock();
        try {
            if (!closed) {
                closeListeners.add(listener);
                return;
            }
        } finally {
            lock.unlock();
        }
        listener.run();
    }

    /** Whether the status and headers of the answer have left. */
    public boolean hasBegun() {
        return response.headWritten();
    }

    /** Adds headers to the answer, whatever it will be; they come before those of the same names that it has by itself. */
    public void addHeaders(Map<String, String> headers) {
        ownHeaders = Map.copyOf(headers);
    }

    private void putHeaders(Map<String, String> headers) {
        headers.forEach(response::putHeader);
        ownHeaders.forEach(response::putHeader);
    }

    /** Sends a whole answer. */
    public void answer(int status, Map<String, String> headers, byte[] body) {
        if (isClosed() || hasBegun()) {
            abandon();
            return;
        }
        response.setStatusCode(status);
        putHeaders(headers);
        response.end(Buffer.buffer(body));
    }

    /** Begins a streamed answer. */
    public void begin(int status, Map<String, String> headers) {
        response.setStatusCode(status).setChunked(true);
        putHeaders(headers);
    }

    /**
     * Sends bytes of a streamed answer, and waits while the client does not take them, so that they do not fill the memory.
     *
     * @throws ClientGoneException if the client has hung up, or takes nothing for {@code longestWait}
     */
    public void write(byte[] bytes, Duration longestWait) {
        if (isClosed()) {
            throw new ClientGoneException("The client has hung up");
        }
        response.write(Buffer.buffer(bytes));
        if (response.writeQueueFull()) {
            awaitDrain(longestWait);
        }
    }

    /** Sends bytes of a streamed answer without ever waiting; drops them when the client is behind. */
    void writeUnlessFull(byte[] bytes) {
        if (!isClosed() && !response.ended() && !response.writeQueueFull()) {
            response.write(Buffer.buffer(bytes));
        }
    }

    /** Ends a streamed answer. */
    public void end(byte[] bytes) {
        if (isClosed()) {
            abandon();
        } else if (!response.ended()) {
            response.end(Buffer.buffer(bytes));
        }
    }

    /**
     * Breaks a streamed answer off, so that the client sees that it is not complete. Vert.x's own close would first wait for
     * a client that does not read.
     */
    public void reset() {
        if (request.connection() instanceof ConnectionBase connection) {
            connection.channel().close().awaitUninterruptibly(CLOSE_MS);
        }
        abandon();
    }

    /** Ends the answer to a client that is gone, so that nobody else tries to. */
    public void abandon() {
        try {
            response.end();
        } catch (IllegalStateException e) {
            // it has ended
        }
    }

    private void awaitDrain(Duration longestWait) {
        lock.lock();
        try {
            response.drainHandler(nothing -> signal());
            long nanos = longestWait.toNanos();
            while (response.writeQueueFull() && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            if (closed || nanos <= 0) {
                throw new ClientGoneException(
                        closed ? "The client has hung up" : "The client reads nothing for " + longestWait.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientGoneException("Interrupted while the client did not read");
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void closed() {
        List<Runnable> listeners;
        lock.lock();
        try {
            if (closed || response.ended()) {
                return;
            }
            closed = true;
            listeners = List.copyOf(closeListeners);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        listeners.forEach(Thread::startVirtualThread);
    }
}
