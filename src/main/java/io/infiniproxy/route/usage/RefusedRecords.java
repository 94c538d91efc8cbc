package io.infiniproxy.route.usage;

import io.infiniproxy.files.PrivateFile;
import io.infiniproxy.journal.Journal;
import io.infiniproxy.journal.Slot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records that the database refuses, not because it is away: one JSON object a line, in a file of their own. At the next start
 * they are tried again.
 */
public final class RefusedRecords {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedRecords.class);

    private final Path file;

    public RefusedRecords(Path file) {
        this.file = file;
    }

    /** Whether there are any. */
    public boolean areThere() {
        return Files.exists(file);
    }

    /** Puts them back into the journal, as somebody may have mended what was wrong; one that comes twice counts once. */
    void giveBackTo(Journal journal) {
        if (!areThere()) {
            return;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                try (Slot slot = journal.reserve()) {
                    slot.append(line.getBytes(StandardCharsets.UTF_8));
                }
            }
            Files.delete(file);
        } catch (IOException e) {
            LOG.warn("The refused usage records stay in {}: {}", file, e.toString());
        }
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
