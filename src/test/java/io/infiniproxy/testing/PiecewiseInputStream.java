package io.infiniproxy.testing;

import java.io.ByteArrayInputStream;
import java.util.function.IntSupplier;

/** Gives the bytes in pieces, as a network may: every read returns as many as the next piece holds. */
public final class PiecewiseInputStream extends ByteArrayInputStream {
    private final IntSupplier lengths;

    public PiecewiseInputStream(byte[] bytes, IntSupplier lengths) {
        super(bytes);
        this.lengths = lengths;
    }

    @Override
    public synchronized int read(byte[] buffer, int offset, int length) {
        return super.read(buffer, offset, Math.min(length, lengths.getAsInt()));
    }
}
