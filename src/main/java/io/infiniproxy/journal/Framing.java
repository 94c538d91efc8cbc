package io.infiniproxy.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** An entry in a file: the length of its payload, the payload's CRC-32C, both big-endian integers, and the payload. */
final class Framing {
    static final int HEADER_BYTES = 8;

    private Framing() {}

    /** Returns the entry for a payload, which must not be empty: a length of zero is where the entries end. */
    static byte[] frame(byte[] payload) {
        return ByteBuffer.allocate(HEADER_BYTES + payload.length)
                .putInt(payload.length)
                .putInt(checksum(payload))
                .put(payload)
                .array();
    }

    /** Returns the payload of the next entry, or null when no whole entry follows. */
    static byte[] next(ByteBuffer entries) {
        if (entries.remaining() < HEADER_BYTES) {
            return null;
        }
        int length = entries.getInt();
        int checksum = entries.getInt();
        if (length <= 0 || length > entries.remaining()) {
            return null;
        }
        byte[] payload = new byte[length];
        entries.get(payload);
        return checksum(payload) == checksum ? payload : null;
    }

    private static int checksum(byte[] payload) {
        CRC32C checksum = new CRC32C();
        checksum.update(payload);
        return (int) checksum.getValue();
    }
}
