package io.infiniproxy.translate;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.infiniproxy.json.Json;
import io.infiniproxy.json.LoneSurrogates;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * The signature of thinking blocks made from a backend's reasoning. Clients need one and send it back as it is; by its start
 * we know our own blocks again, and what the backend wants back is in it.
 */
final class ThinkingSignature {
    /** Twelve bytes, so that they are the same sixteen characters whatever follows. */
    private static final String OWNER = "infiniproxy:";

    private static final String PREFIX = encode(OWNER);

    private ThinkingSignature() {}

    /** Returns the signature that holds {@code state}, or else the id of the message. */
    static String of(String messageId, ReasoningState state) {
        return encode(OWNER + (state.isEmpty() ? messageId : LoneSurrogates.replace(state.toJson().toString())));
    }

    static boolean isOurs(String signature) {
        return signature != null && signature.startsWith(PREFIX);
    }

    /** Returns what a signature of ours holds: nothing, if it does not or was changed. */
    static ReasoningState read(String signature) {
        try {
            byte[] decoded = Base64.getDecoder().decode(signature);
            return ReasoningState.of(Json.read(Arrays.copyOfRange(decoded, OWNER.length(), decoded.length)));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return new ReasoningState();
        }
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
