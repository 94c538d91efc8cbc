package io.infiniproxy.keys;

import io.infiniproxy.digest.Sha256;
import io.infiniproxy.files.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/** The token that opens the admin endpoints: the configured one, or one made at the first start and kept in a file. */
public final class AdminToken {
    private final byte[] hash;
    private final Path file;

    private AdminToken(String token, Path file) {
        this.hash = Sha256.of(token);
        this.file = file;
    }

    /** Takes the configured token, if there is one, else the one in {@code dataDir/admin-token}, which is made if absent. */
    public static AdminToken load(String configured, Path dataDir) {
        if (configured != null && !configured.isBlank()) {
            return new AdminToken(configured.strip(), null);
        }
        var file = dataDir.resolve("admin-token");
        try {
            return new AdminToken(readOrCreate(file), file);
        } catch (IOException e) {
            throw new UncheckedIOException("ADMIN_TOKEN: expected a token or a file that can be kept, got " + e, e);
        }
    }

    /** Returns whether this is the token; the time it takes tells nothing about the token. */
    public boolean matches(String presented) {
        return presented != null && MessageDigest.isEqual(hash, Sha256.of(presented));
    }

    /** Returns the file that holds the token; nothing when the token was configured. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    private static String readOrCreate(Path file) throws IOException {
        var kept = Files.exists(file) ? Files.readString(file).strip() : "";
        if (!kept.isEmpty()) {
            return kept;
        }
        var token = RandomSecret.hex();
        PrivateFile.write(file, token + "\n");
        return token;
    }
}
