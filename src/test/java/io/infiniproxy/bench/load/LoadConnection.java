package io.infiniproxy.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection to the server: sends a request, checks its answer, and is then free for the next. */
final class LoadConnection {
    private static final long NOT_YET = 0;

    private final LoadRun run;
    private final int port;
    private final ByteBuffer request;
    private final AnswerCheck check;
    private final ResponseReader response;
    private SocketChannel channel;
    private SelectionKey key;
    private boolean underWay;
    private boolean used;
    private long beginNanos;
    private long sentNanos;
    private long firstTextNanos;

    LoadConnection(LoadRun run, int port, ByteBuffer request, AnswerCheck check) {
        this.run = run;
        this.port = port;
        this.request = request.duplicate();
        this.check = check;
        this.response = new ResponseReader(check);
    }

    /** Sends a request that was to begin then. */
    void begin(Selector selector, long intendedNanos) {
        beginNanos = intendedNanos;
        sentNanos = System.nanoTime();
        firstTextNanos = NOT_YET;
        underWay = true;
        request.rewind();
        response.clear();
        try {
            if (channel == null) {
                connect(selector);
            } else {
                write();
            }
        } catch (IOException e) {
            fail("cannot send: " + e);
        }
    }

    private void connect(Selector selector) throws IOException {
        used = false;
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        boolean connected = channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        key = channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
        if (connected) {
            write();
        }
    }

    void ready(ByteBuffer shared) {
        try {
            if (!key.isValid()) {
                return;
            }
            if (key.isConnectable()) {
                channel.finishConnect();
                write();
            } else {
                if (key.isWritable()) {
                    write();
                }
                if (key.isReadable()) {
                    read(shared);
                }
            }
        } catch (WrongAnswerException e) {
            fail(e.getMessage());
        } catch (IOException e) {
            fail(e.toString());
        }
    }

    private void write() throws IOException {
        channel.write(request);
        key.interestOps(request.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private void read(ByteBuffer shared) throws IOException {
        int count = channel.read(shared.clear());
        if (count > 0) {
            accept(shared.array(), count);
        } else if (count < 0) {
            ended();
        }
    }

    private void accept(byte[] bytes, int count) {
        if (!underWay) {
            throw new WrongAnswerException("expected nothing between two requests, got " + count + " bytes");
        }
        response.accept(bytes, 0, count);
        if (firstTextNanos == NOT_YET && check.hasText()) {
            firstTextNanos = System.nanoTime();
        }
        if (response.isDone()) {
            done();
        }
    }

    /** A server may close a connection that it keeps, even when a request is just on its way to it; then it is sent anew. */
    private void ended() throws IOException {
        if (!underWay) {
            disconnect();
        } else if (used && !response.hasBegun()) {
            Selector selector = key.selector();
            disconnect();
            request.rewind();
            connect(selector);
        } else {
            response.close();
            done();
        }
    }

    private void done() {
        underWay = false;
        used = true;
        if (response.closes()) {
            disconnect();
        }
        long now = System.nanoTime();
        run.right(this, now - beginNanos, (firstTextNanos == NOT_YET ? now : firstTextNanos) - beginNanos);
    }

    /** Gives up an answer that takes too long. */
    void expectNotLaterThan(long nowNanos, long timeoutNanos) {
        if (underWay && nowNanos - sentNanos > timeoutNanos) {
            fail("expected the answer within " + timeoutNanos / 1_000_000_000 + " s");
        }
    }

    private void fail(String reason) {
        boolean counts = underWay;
        underWay = false;
        disconnect();
        if (counts) {
            run.wrong(this, reason);
        } else {
            run.odd(reason);
        }
    }

    void disconnect() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // it is not used anymore
            }
            channel = null;
        }
    }
}
