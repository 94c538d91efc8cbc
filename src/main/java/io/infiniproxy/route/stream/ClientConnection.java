package io.infiniproxy.route.stream;

import io.infiniproxy.route.error.Api;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
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
    private static final Pattern LOOPBACK = Pattern.compile("127\\..*|::1|0:0:0:0:0:0:0:1");
    private static final int MAX_ADDRESS_LENGTH = 50;

    private final ClientRequest request;
    private final HttpConnection connection;
    private final HttpServerResponse response;
    private final ClientPresence presence = new ClientPresence();
    private volatile Map<String, String> ownHeaders = Map.of();

    private ClientConnection(HttpServerRequest request, HttpServerResponse response) {
        this.request = new ClientRequest(request);
        this.connection = request.connection();
        this.response = response;
        response.closeHandler(nothing -> presence.goneUnless(response::ended));
        response.exceptionHandler(failure -> presence.goneUnless(response::ended));
        if (connection == null || response.closed()) {
            presence.goneUnless(response::ended);
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

    /** Returns what the client asks. */
    public ClientRequest request() {
        return request;
    }

    /**
     * Returns the IP address of the client. Behind a reverse proxy on this machine it is the one that the proxy names last in
     * {@code X-Forwarded-For}: what stands before that is the client's own word.
     */
    public String address() {
        String forwarded = request.header("x-forwarded-for");
        String address = peerAddress();
        boolean isProxied = forwarded != null && !forwarded.isBlank() && LOOPBACK.matcher(address).matches();
        return isProxied ? lastOf(forwarded) : address;
    }

    /** Returns whether the client speaks https: to us, or to a reverse proxy on this machine that says so. */
    public boolean isSecure() {
        String forwarded = request.header("x-forwarded-proto");
        boolean isForwarded = forwarded != null && LOOPBACK.matcher(peerAddress()).matches();
        return connection != null && connection.isSsl() || isForwarded && lastOf(forwarded).equalsIgnoreCase("https");
    }

    private String peerAddress() {
        SocketAddress peer = connection == null ? null : connection.remoteAddress();
        return peer == null || peer.hostAddress() == null ? "unknown" : peer.hostAddress();
    }

    private static String lastOf(String forwarded) {
        String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        return last.substring(0, Math.min(MAX_ADDRESS_LENGTH, last.length()));
    }

    /** Returns the id of this request: it is in the header {@code request-id} of the answer. */
    public String requestId() {
        return response.headers().get(Api.REQUEST_ID);
    }

    public boolean isClosed() {
        return presence.isGone();
    }

    /** Calls {@code listener} when the client hangs up before its answer has ended; at once when it has already. */
    public void onClose(Runnable listener) {
        presence.onGone(listener);
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
        response.end(buffer(body));
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
        presence.expectPresent();
        response.write(buffer(bytes));
        if (response.writeQueueFull()) {
            response.drainHandler(nothing -> presence.changed());
            presence.awaitWhile(response::writeQueueFull, longestWait);
        }
    }

    /** The bytes themselves: Vert.x's own way would copy them. Nobody may change them from now on. */
    private static Buffer buffer(byte[] bytes) {
        return Buffer.buffer(Unpooled.wrappedBuffer(bytes));
    }

    /** Sends bytes of a streamed answer without ever waiting; drops them when the client is behind. */
    void writeUnlessFull(byte[] bytes) {
        if (!isClosed() && !response.ended() && !response.writeQueueFull()) {
            response.write(buffer(bytes));
        }
    }

    /** Ends a streamed answer. */
    public void end(byte[] bytes) {
        if (isClosed()) {
            abandon();
        } else if (!response.ended()) {
            response.end(buffer(bytes));
        }
    }

    /**
     * Breaks a streamed answer off, so that the client sees that it is not complete. Vert.x's own close would first wait for
     * a client that does not read.
     */
    public void reset() {
        if (connection instanceof ConnectionBase base) {
            base.channel().close().awaitUninterruptibly(CLOSE_MS);
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
}
