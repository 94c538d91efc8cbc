package io.infiniproxy.backend.http;

import io.infiniproxy.backend.ArrivingStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of an answer, the reading of which is given up when the backend is silent for too long. */
final class WatchedStream extends ArrivingStream {
    private final BackendCall call;

    WatchedStream(InputStream body, BackendCall call) {
        super(body);
        this.call = call;
    }

    @Override
    protected void waiting() {
        call.beginWait();
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            throw call.explained(e);
        } finally {
            call.endWait();
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        try {
            return super.read(bytes, offset, length);
        } catch (IOException e) {
            throw call.explained(e);
        } finally {
            call.endWait();
        }
    }
}
