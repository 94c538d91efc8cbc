package io.infiniproxy.translate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The signature of thinking blocks made from a backend's reasoning. Clients need one and send it back; by its start we
 * know our own blocks again.
 */
final class ThinkingSignature {
    /** Twelve bytes, so that they are the same sixteen characters whatever follows. */
    private static final String OWNER = "infiniproxy:";

    private static final String PREFIX = encode(OWNER);

    private ThinkingSignature() {}

    static String of(String messageId) {
        return encode(OWNER + messageId);
    }

    static boolean isOurs(String signature) {
        return signature != null && signature.startsWith(PREFIX);
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
