package io.infiniproxy.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file in the data folder that tells other commands where the proxy listens. It may be left over from a crash. */
final class ServerUrlFile {
    private final Path file;

    ServerUrlFile(Path dataDir) {
        this.file = dataDir.resolve("server.url");
    }

    void write(URI url) {
        try {
            Files.writeString(file, url + "\n");
        } catch (IOException e) {
            throw new CommandFailedException("DATA_DIR: cannot write " + file + " (" + e + ")", e);
        }
    }

    /** Returns the address that the last proxy wrote; nothing when it has stopped in order. */
    Optional<URI> read() {
        try {
            URI url = URI.create(Files.exists(file) ? Files.readString(file).strip() : "");
            return Optional.of(url).filter(address -> address.getHost() != null);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // as good as none: whoever asks looks whether a proxy answers there
        }
    }

    void remove() throws IOException {
        Files.deleteIfExists(file);
    }
}
