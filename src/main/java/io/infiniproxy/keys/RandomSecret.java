package io.infiniproxy.keys;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Texts that cannot be guessed: 256 random bits. */
final class RandomSecret {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private RandomSecret() {}

    static String hex() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
