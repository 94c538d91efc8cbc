package io.infiniproxy.route.usage;

import io.infiniproxy.files.PrivateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records that the database refuses, not because it is away: one JSON object a line, in a file of their own. */
final class RefusedRecords {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedRecords.class);

    private final Path file;

    RefusedRecords(Path file) {
        this.file = file;
    }

    void add(byte[] usageRecord, String reason) {
        try {
            PrivateFile.createIfAbsent(file);
            String line = new String(usageRecord, StandardCharsets.UTF_8) + "\n";
            Files.writeString(file, line, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
            LOG.error("The database refuses a usage record, which is kept in {}: {}", file, reason);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
