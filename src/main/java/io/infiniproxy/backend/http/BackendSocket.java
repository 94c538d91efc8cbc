package io.infiniproxy.backend.http;

import io.infiniproxy.backend.ArrivingStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A connection to the backend that says when it is read: the HTTP client has handed on all that it had in its buffer by then, so its
 * reader is about to wait.
 *
 * <p>Before the HTTP client uses a connection again it looks whether the backend has closed it, by a read that waits for the shortest time that
 * there is, a millisecond. Here such a read looks, and does not wait: on a virtual thread a wait is two more turns of the scheduler, too.
 */
final class BackendSocket extends ChannelSocket {
    /** What the HTTP client waits for where it only looks. */
    private static final int LOOK_MS = 1;

    private InputStream input;
    private volatile boolean looks;

    BackendSocket() throws IOException {
        super(SocketChannel.open());
    }

    @Override
    public void setSoTimeout(int timeoutMs) throws SocketException {
        looks = timeoutMs == LOOK_MS;
        super.setSoTimeout(timeoutMs);
    }

    @Override
    public synchronized InputStream getInputStream() throws IOException {
        if (input == null) {
            input = new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    if (looks) {
                        return look(ByteBuffer.wrap(bytes, offset, length));
                    }
                    ArrivingStream.aboutToWait();
                    return in.read(bytes, offset, length);
                }
            };
        }
        return input;
    }

    private int look(ByteBuffer bytes) throws IOException {
        channel().configureBlocking(false);
        try {
            int read = channel().read(bytes);
            if (read == 0) {
                throw new SocketTimeoutException("nothing to read");
            }
            return read;
        } finally {
            channel().configureBlocking(true);
        }
    }
}
