package io.infiniproxy.server;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Ids by which a request is found again in logs and usage records. They are no secret, so they need no strong randomness. */
final class RequestIds {
    private RequestIds() {}

    /** Returns {@code req_} and 24 hexadecimal digits. */
    static String next() {
        byte[] random = new byte[12];
        ThreadLocalRandom.current().nextBytes(random);
        return "req_" + HexFormat.of().formatHex(random);
    }
}
