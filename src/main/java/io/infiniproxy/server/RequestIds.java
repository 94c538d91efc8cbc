package io.infiniproxy.server;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Ids by which a request is found again in logs and usage records. They are no secret, so they need no strong randomness. */
final class RequestIds {
    private static final HexFormat HEX = HexFormat.of();

    private RequestIds() {}

    /**
     * Returns {@code req_} and 24 hexadecimal digits: the time in milliseconds, then random ones. So an index of many millions of them
     * grows at its end, and not all over.
     */
    static String next() {
        return "req_" + HEX.toHexDigits(System.currentTimeMillis(), 12) + HEX.toHexDigits(ThreadLocalRandom.current().nextLong(), 12);
    }
}
