package io.infiniproxy.backend.http;

import io.infiniproxy.backend.ArrivingStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/**
 * A connection to the backend that says when it is read: the HTTP client has handed on all that it had in its buffer by then, so its
 * reader is about to wait.
 */
final class BackendSocket extends Socket {
    private InputStream input;

    @Override
    public synchronized InputStream getInputStream() throws IOException {
        if (input == null) {
            input = new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    ArrivingStream.aboutToWait();
                    return in.read();
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    ArrivingStream.aboutToWait();
                    return in.read(bytes, offset, length);
                }
            };
        }
        return input;
    }
}
