package io.infiniproxy.limits;

import io.infiniproxy.files.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The id of a proxy among those that share a database: it stays the same from start to start. */
final class NodeId {
    private static final String FILE = "node-id";

    private NodeId() {}

    /** Returns the id of the proxy with this folder; makes one at the first start. */
    static String of(Path dataDir) throws IOException {
        Path file = dataDir.resolve(FILE);
        if (!Files.exists(file) || Files.readString(file).isBlank()) {
            PrivateFile.write(file, UUID.randomUUID() + "\n");
        }
        return Files.readString(file).strip();
    }
}
