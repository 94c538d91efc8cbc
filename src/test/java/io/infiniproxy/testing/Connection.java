package io.infiniproxy.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a script answers through. Every method sends its bytes at once. Begin with {@link #json} (a whole answer), or
 * with {@link #sse} or {@link #status} and then a body; end with {@link #done}, {@link #end}, {@link #cut} or
 * {@link #reset}. Methods throw an IOException when the client is gone, which ends the script quietly.
 */
public final class Connection {
    private static final int CLOSED_TIMEOUT_MS = 30_000;

    private enum Body { NONE, CHUNKED, RAW, ENDED }

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final ReceivedRequest request;
    private Body body = Body.NONE;

    Connection(Socket socket, InputStream in, OutputStream out, ReceivedRequest request) {
        this.socket = socket;
        this.in = in;
        this.out = out;
        this.request = request;
    }

    /** The request that this script answers. */
    public ReceivedRequest request() {
        return request;
    }

    /**
     * Sends the head of an answer. Its body is chunked, unless a header gives the Content-Length: then bytes are sent
     * as they are.
     *
     * @param headers lines such as {@code "Retry-After: 3"}
     */
    public void status(int status, String... headers) throws IOException {
        boolean raw = false;
        var head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
        for (String header : headers) {
            raw |= header.toLowerCase(Locale.ROOT).startsWith("content-length:");
            head.append(header).append("\r\n");
        }
        head.append(raw ? "\r\n" : "Transfer-Encoding: chunked\r\n\r\n");
        begin(raw ? Body.RAW : Body.CHUNKED);
        send(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends a whole JSON answer. */
    public void json(int status, String json, String... headers) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type: application/json";
        all[headers.length + 1] = "Content-Length: " + bytes.length;
        status(status, all);
        bytes(bytes);
        end();
    }

    /** Sends the head of a chunked event stream. */
    public void sse() throws IOException {
        status(200, "Content-Type: text/event-stream", "Cache-Control: no-cache");
    }

    /** Sends {@code data: …} and an empty line. */
    public void event(String data) throws IOException {
        bytes(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes of the body, in a chunk of their own; none at all for an empty array. */
    public void bytes(byte[] bytes) throws IOException {
        switch (body) {
            case RAW -> send(bytes);
            case CHUNKED -> sendChunk(bytes);
            case NONE, ENDED -> throw new IllegalStateException("body: expected status() or sse() before, was " + body);
        }
    }

    /** Sends {@code data: [DONE]} and ends the answer. */
    public void done() throws IOException {
        event("[DONE]");
        end();
    }

    /** Ends the answer; the connection can be used for the next request. */
    public void end() throws IOException {
        if (body == Body.CHUNKED) {
            send("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        body = Body.ENDED;
    }

    /** Closes the connection, in the midst of the body if it is not ended: the client sees an early end of file. */
    public void cut() throws IOException {
        socket.close();
    }

    /** Closes the connection with a TCP reset: the client sees "connection reset". */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Waits up to 30 seconds for the client to close the connection; false when it did not, or sent more instead. */
    public boolean awaitClientClosed() throws IOException {
        socket.setSoTimeout(CLOSED_TIMEOUT_MS);
        in.mark(1);
        try {
            boolean closed = in.read() < 0;
            in.reset();
            return closed;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true; // reset by the client
        } finally {
            withoutTimeout();
        }
    }

    private void withoutTimeout() throws IOException {
        if (!socket.isClosed()) {
            socket.setSoTimeout(0);
        }
    }

    boolean isReusable() {
        return body == Body.ENDED && !socket.isClosed() && !"close".equalsIgnoreCase(request.header("connection"));
    }

    private void begin(Body begun) {
        if (body != Body.NONE) {
            throw new IllegalStateException("status: expected to be sent once");
        }
        body = begun;
    }

    private void sendChunk(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return; // an empty chunk would end the body
        }
        var chunk = new ByteArrayOutputStream(bytes.length + 12);
        chunk.writeBytes((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        chunk.writeBytes(bytes);
        chunk.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        send(chunk.toByteArray());
    }

    private void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }
}
