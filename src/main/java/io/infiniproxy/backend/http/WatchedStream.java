package io.infiniproxy.backend.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer, the reading of which is given up when the backend is silent for too long. */
final class WatchedStream extends FilterInputStream {
    private final BackendCall call;

    WatchedStream(InputStream body, BackendCall call) {
        super(body);
        this.call = call;
    }

    @Override
    public int read() throws IOException {
        call.beginWait();
        try {
            return in.read();
        } catch (IOException e) {
            throw call.explained(e);
        } finally {
            call.endWait();
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        call.beginWait();
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            throw call.explained(e);
        } finally {
            call.endWait();
        }
    }
}
