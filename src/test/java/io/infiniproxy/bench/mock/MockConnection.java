package io.infiniproxy.bench.mock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One connection of a client: reads a request, writes its answer piece by piece, and begins again. */
final class MockConnection {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final MockBackend backend;
    private final RequestBuffer request = new RequestBuffer();
    private PreparedAnswer answer;
    private int nextPiece;
    private ByteBuffer out;

    MockConnection(SocketChannel channel, SelectionKey key, MockBackend backend) {
        this.channel = channel;
        this.key = key;
        this.backend = backend;
    }

    void ready(ByteBuffer shared) {
        try {
            if (key.isReadable()) {
                read(shared);
            }
            if (key.isValid() && key.isWritable()) {
                write();
            }
        } catch (IOException e) {
            close();
        }
    }

    /** Writes the next piece, when its time has come. */
    void onTime() {
        try {
            if (channel.isOpen()) {
                writeNextPiece();
            }
        } catch (IOException e) {
            close();
        }
    }

    private void read(ByteBuffer shared) throws IOException {
        int count = channel.read(shared.clear());
        if (count < 0) {
            close();
        } else if (count > 0 && request.accept(shared.flip())) {
            answer = backend.answer(request);
            request.clear();
            nextPiece = 0;
            writeNextPiece();
        }
    }

    private void writeNextPiece() throws IOException {
        out = answer.piece(nextPiece++);
        write();
    }

    private void write() throws IOException {
        channel.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        if (out.hasRemaining()) {
            return;
        }
        if (nextPiece < answer.pieces().size()) {
            backend.later(this, answer.delayMs());
        } else {
            answer = null;
            backend.answered();
        }
    }

    private void close() {
        if (channel.isOpen()) {
            if (answer != null) {
                backend.endedByPeer();
            }
            try {
                channel.close();
            } catch (IOException e) {
                // the peer is gone, and so is the connection
            }
        }
    }
}
