package io.infiniproxy.transfer;

import io.infiniproxy.usage.Call;
import io.infiniproxy.usage.Outcome;
import io.infiniproxy.usage.TokenUsage;
import io.infiniproxy.usage.UsageRecord;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Turns a usage record of the Python infiniproxy into one of ours. */
final class ImportedUsage {
    private static final int ID_BYTES = 16;

    private ImportedUsage() {}

    /**
     * Returns the record.
     *
     * @param key whose it is; null when the file does not know the key any more
     * @param owner what the key is here; null when it is not here
     */
    static UsageRecord of(PythonUsage usage, PythonKey key, KeyHere owner) {
        return new UsageRecord(
                requestId(usage, key),
                usage.time(),
                owner == null ? null : owner.id(),
                owner == null ? null : owner.userId(),
                call(usage),
                new TokenUsage(Math.max(0, usage.inputTokens()), Math.max(0, usage.outputTokens()), 0, 0, 0, false),
                null,
                Outcome.COMPLETED,
                null,
                null,
                null);
    }

    /** Versions that know the backend's address record the model that it served; earlier ones what the client asked. */
    private static Call call(PythonUsage usage) {
        String backendModel = usage.backendUrl() == null ? null : usage.model();
        return new Call(usage.endpoint(), usage.model(), backendModel, host(usage.backendUrl()), false, null, null);
    }

    private static String host(String url) {
        try {
            return url == null ? null : URI.create(url).getHost();
        } catch (IllegalArgumentException e) {
            return null; // an address that nobody could have called says nothing
        }
    }

    /** The same for the same row, whenever it is imported, and another one for each row of all such files. */
    private static String requestId(PythonUsage usage, PythonKey key) {
        String row = (key == null ? usage.apiKeyId() : key.keyHash()) + "\n" + usage.id() + "\n" + usage.time();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(row.getBytes(StandardCharsets.UTF_8));
            return "import-" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
