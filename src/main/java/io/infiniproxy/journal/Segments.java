package io.infiniproxy.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of a journal: entries are appended to the newest and read from the oldest. Guarded by the journal's lock. */
final class Segments {
    private static final Logger LOG = LoggerFactory.getLogger(Segments.class);
    private static final long MAX_BYTES = 64L * 1024 * 1024;
    /** An entry that its reader has forgotten by then must not be read again after a crash. */
    private static final long MAX_AGE_NANOS = Duration.ofHours(1).toNanos();

    private final Path folder;
    private final boolean forcesDisk;
    private final LongSupplier nanoTime;
    /** The oldest first. */
    private final Deque<Segment> segments = new ArrayDeque<>();

    private long newestNanos;

    Segments(Path folder, boolean forcesDisk, LongSupplier nanoTime) {
        this.folder = folder;
        this.forcesDisk = forcesDisk;
        this.nanoTime = nanoTime;
    }

    /** Opens what an earlier process has left, without the entry that it could not finish; returns how many entries that are. */
    long openRemains() throws IOException {
        Files.createDirectories(folder);
        long entries = 0;
        for (Path file : files()) {
            Segment segment = Segment.open(file, SegmentFiles.number(file));
            Segment.Remains remains = segment.cutTail();
            if (remains.tornBytes() > 0) {
                LOG.warn("{}: cut off {} bytes of an entry that was not finished", file, remains.tornBytes());
            }
            if (remains.entries() == 0) {
                segment.delete();
            } else {
                segments.add(segment);
                entries += remains.entries();
            }
        }
        return entries;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.filter(SegmentFiles::isSegment).sorted().toList();
        }
    }

    Segment newest() {
        return segments.getLast();
    }

    Segment oldest() {
        return segments.getFirst();
    }

    /** Whether nothing stands behind this position of the oldest file. */
    boolean isEnd(long position) {
        return segments.size() == 1 && position == oldest().end();
    }

    boolean isFull() {
        return newest().end() >= MAX_BYTES;
    }

    /** Whether the newest file has been in use for long, or has been deleted by somebody. */
    boolean isStale() {
        return newest().isGone() || nanoTime.getAsLong() - newestNanos > MAX_AGE_NANOS;
    }

    /** Makes a new file, with room for so many bytes. */
    void add(long roomBytes) throws IOException {
        long number = segments.isEmpty() ? 1 : newest().number() + 1;
        segments.add(Segment.create(SegmentFiles.path(folder, number), number, forcesDisk, roomBytes));
        newestNanos = nanoTime.getAsLong();
    }

    /** Goes on in a new file; without room for one the old one stays. */
    void change(long roomBytes) {
        Segment old = newest();
        try {
            add(roomBytes);
            old.shrink();
        } catch (IOException e) {
            LOG.debug("The usage journal stays in its file: {}", e.getMessage());
        }
    }

    /** Deletes the files that have been read to their end, up to this position of the oldest; returns the position in what is oldest now. */
    long deleteRead(long position) throws IOException {
        long rest = position;
        while (segments.size() > 1 && rest == oldest().end()) {
            rest = 0;
            segments.removeFirst().delete();
        }
        return rest;
    }

    void close(boolean deletes) throws IOException {
        for (Segment segment : segments) {
            if (deletes) {
                segment.delete();
            } else {
                segment.close();
            }
        }
    }
}
